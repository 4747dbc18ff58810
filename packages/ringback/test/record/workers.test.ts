import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Agent, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ProxyEvent } from '@ringback/proxy'
import { openDirectoryStore } from '@ringback/recording/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRecording } from '../recording-run.ts'

const program = fileURLToPath(new URL('../../src/start.ts', import.meta.url))
const lanes = 4

let app: Server
let folder: string
beforeAll(async () => {
  app = createServer((incoming, response) => {
    incoming.resume()
    response.setHeader('Content-Type', 'text/xml').end('<Response/>')
  })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
  folder = mkdtempSync(join(tmpdir(), 'ringback-workers-'))
})
afterAll(() => {
  app.close()
  app.closeAllConnections()
  rmSync(folder, { recursive: true })
})

/** Sends a webhook of a call, and waits for its answer or the end of the connection. */
async function send(url: string, callSid: string, agent: Agent): Promise<void> {
  const headers = { 'User-Agent': 'TwilioProxy/1.1', 'Content-Type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve) => {
    const outgoing = request(`${url}/voice`, { method: 'POST', agent, headers }, (incoming) => {
      incoming.resume()
      incoming.on('close', () => resolve())
    })
    outgoing.on('error', () => resolve())
    outgoing.end(`AccountSid=AC1&CallSid=${callSid}&CallStatus=ringing`)
  })
}

/** Sends the two webhooks of one call after the other, each over a connection of its own. */
async function sendCalls(url: string, lane: number, isOver: () => boolean): Promise<void> {
  const agents = [0, 1].map(() => new Agent({ keepAlive: true, maxSockets: 1 }))
  for (let call = 0; !isOver(); call += 1) {
    const sid = `CA${String(lane).padStart(4, '0')}${String(call).padStart(28, '0')}`
    for (const agent of agents) await send(url, sid, agent)
  }
  for (const agent of agents) agent.destroy()
}

/** Undefined of a line that was cut off by the kill. */
function eventIn(line: string): ProxyEvent | undefined {
  try {
    return JSON.parse(line) as ProxyEvent
  } catch {
    return undefined
  }
}

function childrenOf(pid: number): readonly number[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args=']).toString().trim().split('\n')
  return list
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === pid && args.join(' ').includes('record-worker'))
    .map(([child]) => Number(child))
}

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    await new Promise((resolve) => void setTimeout(resolve, 10))
  }
}

test.skipIf(process.platform !== 'linux')(
  'a worker and then the first process are killed under load: what was told as kept is recorded by the next run, whole and in order, and each call is one',
  async () => {
    const { port } = app.address() as AddressInfo
    const argv = [
      'record',
      String(port),
      '--port',
      '0',
      '--workers',
      '2',
      '--no-redact',
      '--format',
      'ndjson',
    ]
    const child = spawn(process.execPath, ['--conditions=ringback:source', program, ...argv], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    })
    const pid = child.pid ?? 0
    const kept: string[] = []
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const event = eventIn(line)
      if (event?.type === 'kept') kept.push(event.id)
    })
    const events = lines[Symbol.asyncIterator]()
    const next = async (type: ProxyEvent['type']): Promise<ProxyEvent> => {
      for (;;) {
        const { value } = await events.next()
        const event = JSON.parse(value ?? '') as ProxyEvent
        if (event.type === type) return event
      }
    }
    const { url } = (await next('listening')) as Extract<ProxyEvent, { type: 'listening' }>
    const [worker = 0, other = 0, ...more] = childrenOf(pid)
    expect([other > 0, more]).toEqual([true, []])

    let isOver = false
    const load = Array.from({ length: lanes }, async (_, lane) => sendCalls(url, lane, () => isOver))
    for (let recorded = 0; recorded < 20; recorded += 1) await next('recorded')
    process.kill(worker, 'SIGKILL')
    expect(await next('warning')).toMatchObject({ code: 'worker-died' })
    // Of the other worker, or of the one that took the place.
    for (let recorded = 0; recorded < 20; recorded += 1) await next('kept')
    child.kill('SIGKILL')
    await untilGone(other)
    isOver = true
    await Promise.all(load)

    const run = await startRecording(String(port), ['--no-redact', '--settle'], { cwd: folder, env: {} })
    expect((await run.stop()).code).toBe(0)
    const recordings = join(folder, 'recordings')
    const store = await openDirectoryStore({ directory: recordings, access: 'read' })
    const exchanges: string[] = []
    const calls: (string | null)[] = []
    for await (const recording of store.list()) {
      const starts = recording.exchanges.map(({ startedAt }) => startedAt)
      expect(starts).toEqual(starts.toSorted())
      exchanges.push(...recording.exchanges.map(({ id }) => id))
      calls.push(...new Set(recording.exchanges.map(({ callSid }) => callSid)))
    }
    expect(kept.length).toBeGreaterThan(20)
    const there = new Set(exchanges)
    expect(there.size).toBe(exchanges.length)
    expect(kept.filter((id) => !there.has(id))).toEqual([])
    expect(new Set(calls).size).toBe(calls.length)
    expect(store.damage()).toEqual([])
    await store.close()
    const spool = readdirSync(join(recordings, '.ringback', 'spool'))
    expect(spool.filter((name) => name.startsWith('worker'))).toEqual([])
  },
  60_000,
)
