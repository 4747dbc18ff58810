import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { generateRootKey } from '@ringback/redaction/node'
import { freePort } from '@ringback/test-support/free-port'
import { startPostgres, type TestPostgres } from '@ringback/test-support/postgres'
import { startTcpRelay, type TcpRelay } from '@ringback/test-support/tcp-relay'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRecording, type RecordingRun } from '../recording-run.ts'
import { runCli, type CliResult } from '../run-cli.ts'
import { listAt, runShown } from '../ui/shown-run.ts'

let postgres: TestPostgres
let app: Server
let relay: TcpRelay
const folders: string[] = []

beforeAll(async () => {
  postgres = await startPostgres()
  relay = await startTcpRelay(Number(new URL(postgres.url).port))
  app = createServer((incoming, response) => {
    incoming.resume()
    response.setHeader('Content-Type', 'text/xml').end('<Response/>')
  })
  app.listen(0, '127.0.0.1')
  await once(app, 'listening')
})

afterAll(async () => {
  app.close()
  app.closeAllConnections()
  for (const folder of folders) rmSync(folder, { recursive: true })
  await relay.close()
  await postgres.stop()
})

interface Machine {
  readonly store: string
  readonly env: Readonly<Record<string, string>>
  readonly run: (...argv: readonly string[]) => Promise<CliResult>
  readonly record: (...argv: readonly string[]) => Promise<RecordingRun>
}

let schemas = 0

/** A folder, a key, and a database behind the relay; `tables`: with tables in it. */
async function newMachine({ tables = true } = {}): Promise<Machine> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-record-store-'))
  folders.push(cwd)
  schemas += 1
  const store = `${relay.through(postgres.url)}?schema=team_${schemas}`
  const env = { RINGBACK_REDACTION_KEY: generateRootKey() }
  const run = async (...argv: readonly string[]): Promise<CliResult> => runCli(argv, { cwd, env })
  if (tables) await run('store', 'migrate', '--store', store)
  return { store, env, run, record: async (...argv) => startRecording(appPort(), argv, { cwd, env }) }
}

function appPort(): string {
  // A server that listens on a port has an address of this kind.
  return String((app.address() as AddressInfo).port)
}

/** The webhooks of a call, one after the other; resolves to the status of each answer. */
async function call(url: string, number: number, webhooks = 3): Promise<readonly number[]> {
  const statuses: number[] = []
  for (let webhook = 0; webhook < webhooks; webhook += 1) {
    const body = new URLSearchParams({
      AccountSid: `AC${'0'.repeat(32)}`,
      CallSid: `CA${String(number).padStart(32, '0')}`,
      From: `+1415555${String(100 + (number % 100)).padStart(4, '0')}`,
      To: '+14155550199',
      CallStatus: 'in-progress',
      Direction: 'inbound',
    })
    const answer = await fetch(`${url}/voice`, {
      method: 'POST',
      headers: { 'User-Agent': 'TwilioProxy/1.1' },
      body,
    })
    await answer.text()
    statuses.push(answer.status)
  }
  return statuses
}

async function calls(url: string, count: number): Promise<readonly number[]> {
  return (await Promise.all(Array.from({ length: count }, async (_, number) => call(url, number)))).flat()
}

async function recordedIn(run: RecordingRun, count: number): Promise<void> {
  for (let recorded = 0; recorded < count; recorded += 1) await run.next('recorded')
}

async function keptIn(run: RecordingRun, count: number): Promise<void> {
  for (let kept = 0; kept < count; kept += 1) await run.next('kept')
}

async function statisticsOf({ run, store }: Machine): Promise<unknown> {
  const { stdout } = await run('store', 'stats', '--store', store, '--format', 'json')
  return JSON.parse(stdout)
}

test.each([{ argv: [] }, { argv: ['--workers', '2'] }])(
  'calls are recorded into the database, redacted, and every command reads them there: record $argv',
  async ({ argv }) => {
    const machine = await newMachine()
    const recording = await machine.record('--store', machine.store, ...argv)
    expect(new Set(await calls(recording.url, 10))).toEqual(new Set([200]))
    await recordedIn(recording, 30)
    const stopped = await recording.stop()
    expect(stopped).toMatchObject({ code: 0 })
    expect(stopped.stderr).toContain(`30 exchanges recorded in postgres://127.0.0.1:${relay.port}/postgres`)
    expect(stopped.stderr + stopped.stdout).not.toContain(new URL(postgres.url).password + '@')
    expect(await statisticsOf(machine)).toMatchObject({ calls: 10, exchanges: 30 })
    const shown = await machine.run('show', '--store', machine.store, '--format', 'json')
    expect(shown).toMatchObject({ code: 0 })
    expect(shown.stdout).not.toMatch(/\+14155550?1\d\d"/)
  },
)

test('the page beside the recording shows what anybody records into the database', async () => {
  const machine = await newMachine()
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-record-store-'))
  folders.push(cwd)
  const argv = ['record', appPort(), '--port', '0', '--ui', '--store', machine.store]
  const shown = runShown(argv, { cwd, env: machine.env })
  const page = await shown.page
  const recording = await machine.record('--store', machine.store)
  await call(recording.url, 1)
  await recordedIn(recording, 3)
  await expect
    .poll(async () => (await listAt(page)).rows.map(({ exchanges }) => exchanges), { timeout: 30_000 })
    .toEqual([3])
  expect(await recording.stop()).toMatchObject({ code: 0 })
  shown.send('SIGTERM')
  expect(await shown.result).toMatchObject({ code: 0 })
}, 60_000)

test('a database that never answers delays no answer; its lag is told, and the next command brings in what waits', async () => {
  const machine = await newMachine()
  const recording = await machine.record('--store', machine.store)
  relay.become('silent')
  try {
    // All of them are answered and kept, while no byte gets through to the database and back.
    expect(await calls(recording.url, 20)).toEqual(Array.from({ length: 60 }, () => 200))
    await keptIn(recording, 60)
    expect(await recording.next('lag')).toMatchObject({
      waiting: 60,
      message: expect.stringMatching(/^60 exchanges wait .*, the oldest for \d+ s$/),
    })
    expect(await recording.next('warning')).toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('did not answer in time'),
    })
    const stopped = await recording.stop()
    expect(stopped).toMatchObject({ code: 0 })
    expect(stopped.stderr).toMatch(
      /0 exchanges recorded in .*, 60 sealed in .*, which the next command records/,
    )
  } finally {
    relay.become('open')
  }
  const shown = await machine.run('show', '--store', machine.store)
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.stderr).toContain('Recorded 60 exchanges that a recorder had left sealed.')
  expect(await statisticsOf(machine)).toMatchObject({ calls: 20, exchanges: 60 })
})

test('a database that goes away and comes back gets everything, and its end is told', async () => {
  const machine = await newMachine()
  const recording = await machine.record('--store', machine.store)
  relay.become('refusing')
  expect(new Set(await calls(recording.url, 5))).toEqual(new Set([200]))
  expect(await recording.next('warning')).toMatchObject({ code: 'store-failed' })
  await recording.next('lag')
  relay.become('open')
  await recordedIn(recording, 15)
  expect(await recording.next('warning')).toMatchObject({ code: 'store-recovered' })
  for (;;) {
    const { message } = await recording.next('lag')
    if (message === 'Recording is up to date again') break
  }
  expect(await recording.stop()).toMatchObject({ code: 0 })
  expect(await statisticsOf(machine)).toMatchObject({ calls: 5, exchanges: 15 })
})

test('a proxy starts without its database', async () => {
  const machine = await newMachine()
  const url = new URL(machine.store)
  url.port = String(await freePort())
  const recording = await machine.record('--store', url.href)
  expect(await recording.next('warning')).toMatchObject({
    code: 'store-failed',
    message: expect.stringContaining('connection refused'),
  })
  expect(await call(recording.url, 1)).toEqual([200, 200, 200])
  await keptIn(recording, 3)
  expect(await recording.stop()).toMatchObject({ code: 0 })
  // The other database has the same key: it is given now.
  const next = await machine.record('--store', machine.store)
  await recordedIn(next, 3)
  expect(await next.stop()).toMatchObject({ code: 0 })
})

test('ids and times are those of the clock of the database', async () => {
  const machine = await newMachine()
  // An hour ahead, for whoever looks for functions there first.
  const pool = new Pool({ connectionString: postgres.url, max: 1 })
  await pool.query(`create schema ahead; create function ahead.clock_timestamp() returns timestamptz language sql
    as $$ select pg_catalog.clock_timestamp() + interval '1 hour' $$`)
  await pool.end()
  const store = `${machine.store}&options=${encodeURIComponent('-c search_path=ahead,pg_catalog')}`
  for (const argv of [[], ['--workers', '2']]) {
    const recording = await machine.record('--store', store, ...argv)
    const before = Date.now()
    await call(recording.url, 1, 1)
    const { startedAt } = await recording.next('kept')
    expect(Math.abs(Date.parse(startedAt) - hourMs - before)).toBeLessThan(hourMs / 2)
    await recordedIn(recording, 1)
    await recording.stop()
  }
})

const hourMs = 3_600_000

test('no key, another key, no tables and no redaction are refused at the start, with what to do', async () => {
  const machine = await newMachine()
  const refused = async (
    argv: readonly string[],
    { store, env }: Pick<Machine, 'store' | 'env'> = machine,
  ): Promise<string> => {
    const cwd = mkdtempSync(join(tmpdir(), 'ringback-record-store-'))
    folders.push(cwd)
    const { code, stderr } = await runCli(['record', appPort(), '--port', '0', '--store', store, ...argv], {
      cwd,
      env,
    })
    expect(code).toBe(2)
    return stderr
  }
  const recording = await machine.record('--store', machine.store)
  expect(await recording.stop()).toMatchObject({ code: 0 })
  expect(await refused([], { ...machine, env: {} })).toContain('set RINGBACK_REDACTION_KEY')
  const other = { RINGBACK_REDACTION_KEY: generateRootKey() }
  expect(await refused([], { ...machine, env: other })).toContain('was made with the redaction key')
  expect(await refused(['--no-redact'])).toContain('Leave out --no-redact')
  expect(await refused([], await newMachine({ tables: false }))).toContain('ringback store migrate')
})

test('while the database is away the admin port says ready and shows how far recording is behind, until that is zero', async () => {
  const machine = await newMachine()
  const adminPort = await freePort()
  const recording = await machine.record('--store', machine.store, '--admin-port', String(adminPort))
  const get = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
    const answer = await fetch(`http://127.0.0.1:${adminPort}${path}`)
    return { status: answer.status, text: await answer.text() }
  }
  const valueOf = async (metric: string): Promise<number> => {
    const { text } = await get('/metrics')
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${metric} `))
        ?.split(' ')[1],
    )
  }
  relay.become('refusing')
  try {
    expect(await calls(recording.url, 5)).toEqual(Array.from({ length: 15 }, () => 200))
    await keptIn(recording, 15)
    expect(await recording.next('warning')).toMatchObject({ code: 'store-failed' })
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' })
    expect(await valueOf('ringback_store_failures_total')).toBeGreaterThan(0)
    expect(await valueOf('ringback_exchanges_waiting')).toBe(15)
    expect(await valueOf('ringback_recording_lag_seconds')).toBeGreaterThan(0)
    expect(await valueOf('ringback_spool_bytes')).toBeGreaterThan(0)
  } finally {
    relay.become('open')
  }
  await recordedIn(recording, 15)
  // What was rendered a moment before is good for a quarter of a second.
  while ((await valueOf('ringback_exchanges_waiting')) > 0) await setTimeout(50)
  expect(await valueOf('ringback_recording_lag_seconds')).toBe(0)
  expect(await recording.stop()).toMatchObject({ code: 0 })
})
