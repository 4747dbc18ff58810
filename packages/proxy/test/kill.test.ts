import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFileSystem, openDirectoryStore, type FileSystem } from '@ringback/recording/node'
import { startProxy } from '@ringback/proxy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { until } from './support/until.ts'
import { webhook } from './support/webhook.ts'

const kills = 20
/** Folders that are recorded to side by side, each by one process after the other. */
const folders = 4
const lanes = 2
const program = fileURLToPath(new URL('support/recording-process.ts', import.meta.url))
const answer = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n<Response/>',
)

let app: RawApp
let root: string

beforeAll(async () => {
  app = await startRawApp(() => [answer])
  root = await mkdtemp(join(tmpdir(), 'ringback-kill-'))
})
afterAll(async () => {
  await app.close()
  await rm(root, { recursive: true })
})

function callSid(run: number, call: number): string {
  return `CA${run.toString(16).padStart(8, '0')}${call.toString(16).padStart(24, '0')}`
}

/** Sends webhook after webhook until the proxy is gone. */
async function sendUntilGone(url: string, run: number, lane: number): Promise<void> {
  for (let call = 0; ; call += 1) {
    const body = `AccountSid=AC1&CallSid=${callSid(run, Math.floor(call / 3) * lanes + lane)}&CallStatus=ringing`
    const isAnswered = await new Promise<boolean>((resolve) => {
      const outgoing = request(
        url,
        { method: 'POST', headers: { 'User-Agent': 'TwilioProxy/1.1' } },
        (incoming) => {
          incoming.resume()
          incoming.on('error', () => resolve(false))
          incoming.on('end', () => resolve(true))
        },
      )
      outgoing.on('error', () => resolve(false))
      outgoing.end(body)
    })
    if (!isAnswered) return
  }
}

interface Acknowledged {
  readonly id: string
  readonly callSid: string
}

/**
 * Runs a recording proxy under load, kills it after a random while (every other time, and the last time in a folder, not
 * before it has acknowledged something), and resolves to what it had acknowledged.
 */
async function runAndKill(run: number, directory: string): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, ['--conditions=ringback:source', program, app.url, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Where Node keeps what it compiled by default: most of a start is compiling.
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
  })
  let output = ''
  child.stdout.setEncoding('utf8')
  const listening = new Promise<string>((resolve) => {
    child.stdout.on('data', (text: string) => {
      output += text
      if (output.includes('\n')) resolve(output.split('\n', 1)[0] ?? '')
    })
  })
  const exited = once(child, 'close')
  const url = await Promise.race([listening, exited.then(() => '')])
  expect(url).toMatch(/^http:/)
  const load = Array.from({ length: lanes }, async (_, lane) => sendUntilGone(url, run, lane))
  const isLast = run + folders >= kills
  if (isLast || Math.floor(run / folders) % 2 === 1)
    await until('something is acknowledged', () => output.split('\n').length > 2)
  await new Promise((resolve) => {
    setTimeout(resolve, Math.random() * 100)
  })
  child.kill('SIGKILL')
  await exited
  await Promise.all(load)
  // A last line without its end was cut by the kill.
  const lines = output.split('\n').slice(1, -1)
  return lines.map((line) => {
    const [id = '', sid = ''] = line.split(' ')
    return { id, callSid: sid }
  })
}

/** Kills one recorder of a folder after the other, then looks at what is there; resolves to how much was acknowledged. */
async function killAgainAndAgain(folder: number): Promise<number> {
  const directory = join(root, `recordings-${folder}`)
  const acknowledged: Acknowledged[] = []
  for (let run = folder; run < kills; run += folders) {
    acknowledged.push(...(await runAndKill(run, directory)))
  }
  const store = await openDirectoryStore({ directory })
  const there = new Map<string, string | null>()
  for await (const recording of store.list()) {
    for (const exchange of recording.exchanges) {
      expect(there.has(exchange.id)).toBe(false)
      there.set(exchange.id, exchange.callSid)
      expect(exchange.response?.body).toEqual({ text: '<Response/>' })
    }
  }
  expect(acknowledged.filter(({ id, callSid }) => there.get(id) !== callSid)).toEqual([])
  expect(store.damage()).toEqual([])
  await store.close()
  return acknowledged.length
}

test('twenty kills under load: what was acknowledged is there, nothing is corrupt', async () => {
  const counts = await Promise.all(
    Array.from({ length: folders }, async (_, folder) => killAgainAndAgain(folder)),
  )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(kills / 2)
}, 60_000)

test('a full disk: calls go on, the loss is counted, and what was kept before is whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-full-'))
  let room = 20_000
  const full = (): Error =>
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  const fs: FileSystem = {
    ...nodeFileSystem,
    async write(path, bytes, options) {
      if (bytes.length > room) throw full()
      room -= bytes.length
      await nodeFileSystem.write(path, bytes, options)
    },
  }
  const store = await openDirectoryStore({ directory: folder, fs })
  const proxy = await startProxy({ app: app.url, store, redact: 'off' })
  for (let call = 0; call < 60; call += 1) {
    const body = `AccountSid=AC1&CallSid=${callSid(99, call)}&CallStatus=ringing`
    expect((await sendRaw(proxy.url, [webhook({ body })])).statusLine).toBe('HTTP/1.1 200 OK')
  }
  const counts = await proxy.close()
  expect(counts.notRecorded).toBeGreaterThan(0)
  expect(counts.recorded).toBeGreaterThan(0)
  expect(counts.recorded + counts.notRecorded).toBe(60)
  await store.close()

  const reopened = await openDirectoryStore({ directory: folder, access: 'read' })
  let kept = 0
  for await (const recording of reopened.list()) kept += recording.exchanges.length
  expect(kept).toBe(counts.recorded)
  expect(reopened.damage()).toEqual([])
  await reopened.close()
  await rm(folder, { recursive: true })
})
