import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  generateRootKey,
  hasSpool,
  openRecorder,
  openSharedRecorder,
  openWorkerRecorder,
  readKeyRing,
  settleSpool,
  type RecorderEvent,
  type WorkerRecorder,
} from '@ringback/redaction/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  eventsOf,
  everythingIn,
  inFolder,
  observedOf,
  readableIn,
  recordedIn,
  secretsOf,
  until,
} from '../support.ts'
import { startTestServer, type TestServer } from './database-support.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

const settings = { redaction: {}, durability: 'process' } as const

function warningsIn(events: readonly RecorderEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'warning' ? [event.code] : []))
}

/** The numbers of calls from one to another. */
function calls(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

test('exchanges are in the database, redacted; the folder holds nothing that can be read, and not the password', async () => {
  const { store, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, ...settings })
    const events = eventsOf(recorder)
    const observed = calls(1, 30).map((call) => observedOf(call))
    for (const each of observed) recorder.take(each)
    await until(() => recorder.counts.recorded === 30)
    const all = await recorded()
    expect(all.map(({ id }) => id)).toEqual(observed.map(({ id }) => id))
    expect(all.every(({ redaction }) => redaction?.keyId === ring.current.keyId)).toBe(true)
    for (const secret of calls(1, 30).flatMap(secretsOf)) expect(JSON.stringify(all)).not.toContain(secret)
    expect(await recorder.close()).toBe(true)
    expect(warningsIn(events)).toEqual([])
    expect(await recordedIn(recordings)).toEqual([])
    expect(await readableIn(recordings, calls(1, 30).flatMap(secretsOf))).toEqual([])
    expect(await everythingIn(recordings)).not.toContain(new URL(store.url).port)
  })
})

test('a database that is away at the start is told of once; it gets everything when it is there, and that is told too', async () => {
  const { store, relay, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    relay.become('refusing')
    const recorder = await openRecorder({ recordings, ring, store, ...settings })
    const events = eventsOf(recorder)
    for (const call of calls(1, 10)) recorder.take(observedOf(call))
    await until(() => recorder.counts.kept === 10)
    await until(() => warningsIn(events).length > 0)
    relay.become('silent')
    for (const call of calls(11, 20)) recorder.take(observedOf(call))
    await until(() => recorder.counts.kept === 20)
    relay.become('open')
    await until(() => recorder.counts.recorded === 20)
    expect(await recorded()).toHaveLength(20)
    expect(warningsIn(events)).toEqual(['store-failed', 'store-recovered'])
    expect(await recorder.close()).toBe(true)
  })
})

test('a database that never answers holds up nobody who records, and gets each exchange once, redacted once, when it does', async () => {
  const { store, relay, recorded, counted } = await server.newDatabase()
  await withCountingHook(async (redactHook, redactions) => {
    await inFolder(async (recordings, ring) => {
      const recorder = await openRecorder({ recordings, ring, store, redactHook, ...settings })
      const events = eventsOf(recorder)
      recorder.take(observedOf(1))
      await until(() => recorder.counts.recorded === 1)
      relay.become('silent')
      for (const call of calls(2, 40)) recorder.take(observedOf(call))
      await until(() => recorder.counts.kept === 40)
      await until(() => warningsIn(events).includes('store-failed'))
      relay.cut()
      relay.become('open')
      await until(() => recorder.counts.recorded === 40)
      expect(await recorded()).toHaveLength(40)
      expect(await counted()).toBe(40)
      expect(await redactions()).toBe(40)
      expect(await recorder.close()).toBe(true)
    })
  })
})

test('what was committed and not acknowledged is kept once', async () => {
  const { store, relay, recorded, counted } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, ...settings })
    const isCut = relay.cutAnswer((sent) => sent.includes('commit'))
    for (const call of calls(1, 20)) recorder.take(observedOf(call % 4))
    await isCut
    expect(recorder.counts.recorded).toBe(0)
    await until(() => recorder.counts.recorded === 20)
    expect(await recorded()).toHaveLength(20)
    expect(await counted()).toBe(20)
    await recorder.close()
  })
})

test('a connection that breaks while the tables are looked at ends nothing, at the start and later', async () => {
  const { store, relay, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const atTheStart = relay.cutAnswer((sent) => sent.includes('kysely'))
    const recorder = await openRecorder({ recordings, ring, store, ...settings, settleAfterMs: 500 })
    await atTheStart
    const events = eventsOf(recorder)
    const inTheWorker = relay.cutAnswer((sent) => sent.includes('kysely'))
    recorder.take(observedOf(1))
    await inTheWorker
    await until(() => recorder.counts.recorded === 1)
    expect(warningsIn(events)).toEqual(['store-failed', 'store-recovered'])
    expect(await recorder.close()).toBe(true)
    expect(await recorded()).toHaveLength(1)
  })
})

test('who leaves while the database is away leaves everything sealed, for whoever comes with the database', async () => {
  const { store, patientStore, relay, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    relay.become('silent')
    const first = await openRecorder({ recordings, ring, store, ...settings })
    for (const call of calls(1, 6)) first.take(observedOf(call))
    expect(await first.close()).toBe(false)
    // The next one counts what was left, too.
    const next = await openRecorder({ recordings, ring, store, ...settings })
    for (const call of calls(7, 10)) next.take(observedOf(call))
    await until(() => next.waiting().count === 10)
    expect(await next.close()).toBe(false)
    expect(await readableIn(recordings, calls(1, 10).flatMap(secretsOf))).toEqual([])

    // Without the database nobody knows where they belong.
    await expect(openRecorder({ recordings, ring, ...settings })).rejects.toMatchObject({
      code: 'spool-is-for-database',
    })
    const without = await settleSpool({ recordings, ring })
    expect(without).toMatchObject({ state: 'unfinished', message: expect.stringContaining('--store') })
    expect(await settleSpool({ recordings, ring, store })).toMatchObject({ state: 'unfinished', recorded: 0 })

    relay.become('open')
    const settled = await settleSpool({ recordings, ring, store: patientStore })
    expect(settled).toMatchObject({ state: 'settled', recorded: 10 })
    expect(await recorded()).toHaveLength(10)
    expect(await hasSpool(recordings)).toBe(false)
    const second = await openRecorder({ recordings, ring, ...settings })
    expect(await second.close()).toBe(true)
  })
})

test('what waits for a folder is not brought into a database that somebody reads', async () => {
  const { store, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, ...settings, settleAfterMs: 1e9 })
    recorder.take(observedOf(1))
    await recorder.close({ settleMs: 0 })
    expect(await settleSpool({ recordings, ring, store })).toMatchObject({ state: 'settled', recorded: 1 })
    expect(await recorded()).toEqual([])
    expect(await recordedIn(recordings)).toHaveLength(1)
  })
})

test('another key, tables that are missing, an unknown database and recordings without redaction are refused at the start', async () => {
  const { store, pool, schema } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    await (await openRecorder({ recordings, ring, store, ...settings })).close()
    const other = await readKeyRing(generateRootKey())
    const refused = async (part: object): Promise<unknown> =>
      openRecorder({ recordings: `${recordings}-2`, ring, store, ...settings, ...part }).catch(
        (error: unknown) => error,
      )
    expect(await refused({ ring: other })).toMatchObject({
      code: 'wrong-redaction-key',
      message: expect.stringContaining(other.current.keyId),
    })
    expect(await refused({ redaction: 'off' })).toMatchObject({ code: 'not-redacted' })
    expect(
      await refused({ store: { ...store, url: store.url.replace(/\/postgres$/, '/nowhere') } }),
    ).toMatchObject({
      code: 'store-unusable',
    })
    await pool.query(`drop schema ${schema} cascade`)
    expect(await refused({})).toMatchObject({ code: 'store-not-migrated' })
  })
})

test('tables that are missing later are told of, and nothing is lost by that', async () => {
  const { store, pool, schema } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, ...settings })
    const events = eventsOf(recorder)
    await pool.query(`alter schema ${schema} rename to ${schema}_away`)
    for (const call of calls(1, 5)) recorder.take(observedOf(call))
    await until(() => JSON.stringify(events).includes('ringback store migrate'))
    await pool.query(`alter schema ${schema}_away rename to ${schema}`)
    await until(() => recorder.counts.recorded === 5)
    expect(await recorder.close()).toBe(true)
  })
})

test('an exchange that the database can never take is set aside, and keeps no other from it', async () => {
  const { store, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, store, ...settings })
    const events = eventsOf(recorder)
    recorder.take(observedOf(1))
    recorder.take(observedOf(2, { id: 'from-the-future', startedAt: Date.UTC(20_000, 0) }))
    recorder.take(observedOf(3))
    await until(() => recorder.counts.recorded === 2)
    await until(() => recorder.counts.notRecorded === 1)
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'not-recorded', reason: 'set-aside', ids: ['from-the-future'] }),
    )
    expect(await recorder.close()).toBe(true)
    expect(await recorded()).toHaveLength(2)
  })
})

test('what several processes seal is recorded, and all of them know the time of the database', async () => {
  const { store, pool, recorded } = await server.newDatabase()
  await inFolder(async (recordings, ring) => {
    const workers = new Map<number, WorkerRecorder>()
    const recorder = await openSharedRecorder({
      recordings,
      ring,
      store,
      ...settings,
      workers: 2,
      onOrder: (spool, order) => workers.get(spool)?.obey(order),
    })
    for (const call of [1, 2]) {
      const given = structuredClone(await recorder.addWorker())
      const worker = await openWorkerRecorder(given)
      workers.set(given.spool, worker)
      worker.take(observedOf(call))
      const before = await pool.query<{ ms: number }>(clockOfDatabase)
      const now = worker.now()
      const after = await pool.query<{ ms: number }>(clockOfDatabase)
      expect(now).toBeGreaterThanOrEqual((before.rows[0]?.ms ?? Infinity) - mostWrongMs)
      expect(now).toBeLessThanOrEqual((after.rows[0]?.ms ?? 0) + mostWrongMs)
    }
    await until(() => recorder.counts.recorded === 2)
    for (const [spool, worker] of workers) {
      await worker.close()
      await recorder.removeWorker(spool)
    }
    await recorder.close()
    expect(await recorded()).toHaveLength(2)
  })
})

/** Half of a round trip on a machine that is busy. */
const mostWrongMs = 200
const clockOfDatabase = 'select extract(epoch from clock_timestamp())::float8 * 1000 as ms'

/** A hook that counts the exchanges that are redacted. */
async function withCountingHook(
  use: (redactHook: string, redactions: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-hook-'))
  const count = join(folder, 'count')
  const hook = join(folder, 'hook.mjs')
  await writeFile(count, '')
  await writeFile(
    hook,
    `import { appendFileSync } from 'node:fs'
export default (exchange) => (appendFileSync(${JSON.stringify(count)}, '.'), exchange)`,
  )
  try {
    await use(pathToFileURL(hook).href, async () => (await readFile(count)).length)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
