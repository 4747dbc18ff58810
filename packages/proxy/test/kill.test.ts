import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFileSystem, openDirectoryStore, type FileSystem } from '@ringback/recording/node'
import { startProxy } from '@ringback/proxy'
import { generateRootKey, readKeyRing, settleSpool } from '@ringback/redaction/node'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRawApp, type RawApp } from './support/raw-app.ts'
import { sendRaw } from './support/raw-client.ts'
import { webhook } from './support/webhook.ts'

const kills = 20
/** Folders that are recorded to side by side, each by one process after the other. */
const folders = 2
const lanes = 64
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

/** What is answered is sealed some milliseconds later; on a machine with much other work a little later. */
const sealedWithinMs = 500

/** A webhook that was answered whole, and when: on the clock of `performance.now()`. */
interface Answered {
  readonly sid: string
  readonly at: number
}

/** Sends webhook after webhook until the proxy is gone. Notes each that was answered whole. */
async function sendUntilGone(url: string, run: number, lane: number, answered: Answered[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let call = 0; ; call += 1) {
    const sid = callSid(run, call * lanes + lane)
    const isAnswered = await new Promise<boolean>((resolve) => {
      const outgoing = request(
        `${url}/?call=${sid}`,
        { method: 'POST', agent, headers: { 'User-Agent': 'TwilioProxy/1.1' } },
        (incoming) => {
          incoming.resume()
          incoming.on('error', () => resolve(false))
          incoming.on('end', () => resolve(incoming.complete))
        },
      )
      outgoing.on('error', () => resolve(false))
      outgoing.end(`AccountSid=AC1&CallSid=${sid}&CallStatus=ringing`)
    })
    if (!isAnswered) return
    answered.push({ sid, at: performance.now() })
  }
}

/**
 * Runs a recording proxy under load, kills it after a random while, and resolves to what must be there: what it has told as kept, and
 * what was answered a while before.
 */
async function runAndKill(run: number, recordings: string, rootKey: string): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    ['--conditions=ringback:source', program, app.url, recordings, rootKey, '20000'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Where Node keeps what it compiled by default: most of a start is compiling.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    },
  )
  const exited = once(child, 'close')
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => void (told += chunk.toString()))
  await Promise.race([once(child.stdout, 'data'), exited])
  const url = told.split('\n', 1)[0] ?? ''
  expect(url).toMatch(/^http:/)
  const answered: Answered[] = []
  const load = Array.from({ length: lanes }, async (_, lane) => sendUntilGone(url, run, lane, answered))
  const enough = lanes * (2 + Math.random() * 4)
  while (answered.length < enough || !told.includes('kept')) await wait(2)
  const killedAt = performance.now()
  child.kill('SIGKILL')
  await exited
  await Promise.all(load)
  const kept = [...told.matchAll(/^kept (CA\w+)$/gm)].map(([, sid = '']) => sid)
  const sealed = answered.filter(({ at }) => at < killedAt - sealedWithinMs).map(({ sid }) => sid)
  return [...new Set([...kept, ...sealed])]
}

/** Kills one recorder of a folder after the other, then looks at what is there; resolves to how much had to be. */
async function killAgainAndAgain(folder: number): Promise<number> {
  const recordings = join(root, `recordings-${folder}`)
  const rootKey = generateRootKey()
  const expected: string[] = []
  for (let run = folder; run < kills; run += folders) {
    expected.push(...(await runAndKill(run, recordings, rootKey)))
  }
  const settled = await settleSpool({ recordings, ring: await readKeyRing(rootKey) })
  expect(settled).toMatchObject({ setAside: [], damage: [] })
  expect(settled.state).toMatch(/settled|empty/)
  const store = await openDirectoryStore({ directory: recordings, access: 'read' })
  const ids = new Set<string>()
  const there = new Set<string | null>()
  for await (const recording of store.list()) {
    for (const exchange of recording.exchanges) {
      expect(ids.has(exchange.id)).toBe(false)
      ids.add(exchange.id)
      there.add(exchange.callSid)
      expect(exchange.response?.body).toEqual({ text: '<Response/>' })
    }
  }
  expect(expected.filter((sid) => !there.has(sid))).toEqual([])
  expect(store.damage()).toEqual([])
  await store.close()
  return expected.length
}

test('kills at 64 connections, also while it settles and changes segments: what was answered is there, and nothing is corrupt', async () => {
  const counts = await Promise.all(
    Array.from({ length: folders }, async (_, folder) => killAgainAndAgain(folder)),
  )
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(kills * lanes)
}, 120_000)

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
