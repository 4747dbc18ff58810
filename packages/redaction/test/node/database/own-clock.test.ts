import { createExchangeIds, exchangeIdAt, timeOfExchangeId } from '@ringback/recording'
import { openRecorder, type ObservedExchange, type Recorder } from '@ringback/redaction/node'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOwnClock } from '../../../src/node/store/own-clock.ts'
import { createStoreTime, machineMs } from '../../../src/node/store/store-time.ts'
import { inFolder, observedOf, until } from '../support.ts'
import { startTestServer, type TestDatabase, type TestServer } from './database-support.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => server.stop())

/** A database whose clock is some milliseconds ahead of that of this machine. */
async function databaseAhead(ms: number): Promise<TestDatabase> {
  const database = await server.newDatabase()
  const { pool, patientStore } = database
  const schema = `clock_${ms < 0 ? 'behind' : 'ahead'}_${Math.abs(ms)}`
  await pool.query(`create schema if not exists ${schema}`)
  await pool.query(
    `create or replace function ${schema}.clock_timestamp() returns timestamptz language sql volatile
     as $$ select pg_catalog.clock_timestamp() + interval '${ms} milliseconds' $$`,
  )
  const url = new URL(patientStore.url)
  url.searchParams.set('options', `-c search_path=${schema},pg_catalog,public`)
  return { ...database, patientStore: { ...patientStore, url: url.href } }
}

/** Takes exchanges of one call as a proxy does, that begin now. */
function proxyOver(recorder: Recorder): () => ObservedExchange {
  const newId = createExchangeIds({ now: () => recorder.now(), random: Math.random })
  return () => {
    const observed = observedOf(1, { id: newId(), startedAt: recorder.now(), durationMs: 0 })
    recorder.take(observed)
    return observed
  }
}

test.each([180_000, -180_000])(
  'exchanges that were taken while the database was away are in their order, each once (it is ahead by %d ms)',
  async (aheadMs) => {
    const { patientStore, relay, recorded } = await databaseAhead(aheadMs)
    await inFolder(async (one, ring) => {
      await inFolder(async (other) => {
        const settings = { ring, store: patientStore, redaction: {}, durability: 'process' } as const
        const known = await openRecorder({ recordings: one, ...settings })
        relay.become('refusing')
        const away = await openRecorder({ recordings: other, ...settings })
        const [takeKnown, takeAway] = [proxyOver(known), proxyOver(away)]
        const began = Date.now()
        const bodies: string[] = []
        const pause = async (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 15))
        const exchangeOfTurn = async (take: () => ObservedExchange): Promise<void> => {
          bodies.push(take().id.slice(10))
          await pause()
        }
        for (let turn = 0; turn < 3; turn += 1) {
          await exchangeOfTurn(takeKnown)
          await exchangeOfTurn(takeAway)
        }
        relay.become('open')
        // Ids do not step back here when the clock is known.
        await until(() => away.counts.recorded > 0)
        for (let turn = 0; turn < 3; turn += 1) {
          await exchangeOfTurn(takeAway)
          await exchangeOfTurn(takeKnown)
        }
        await Promise.all([known, away].map(async (each) => each.close({ settleMs: 60_000 })))
        const all = await recorded()
        // The chance in an id stays the same.
        expect(all.map(({ id }) => id.slice(10))).toEqual(bodies)
        const times = all.map(({ startedAt }) => Date.parse(startedAt))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(times[0]).toBeGreaterThan(began + aheadMs - 1000)
        expect(times.at(-1)).toBeLessThan(Date.now() + aheadMs + 1000)
        for (const { id, startedAt } of all) {
          const time = timeOfExchangeId(id) ?? 0
          expect(Math.abs(time - Date.parse(startedAt))).toBeLessThanOrEqual(5)
        }
      })
    })
  },
)

const place = { spool: 0, segment: 3 }
const newId = createExchangeIds({ now: () => 1_800_000_000_000, random: Math.random })

async function withSegment(use: (recordings: string) => Promise<void>): Promise<void> {
  await inFolder(async (recordings) => {
    await mkdir(join(recordings, '.ringback/spool'), { recursive: true })
    await writeFile(join(recordings, '.ringback/spool/segment-00000003.sealed'), '')
    await use(recordings)
  })
}

test('an exchange becomes the same each time it is read, also when the clocks were measured otherwise since', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1e8, max: 1e8 }),
      fc.integer({ min: -1e8, max: 1e8 }),
      async (first, then) => {
        await withSegment(async (recordings) => {
          const observed = observedOf(1, { id: newId(), startedAt: 1_800_000_000_000, isOwnTime: true })
          const before = await openOwnClock(recordings, { ahead: () => first })
          const corrected = before.corrected(observed, place)
          expect(corrected).not.toHaveProperty('isOwnTime')
          expect(corrected.startedAt).toBe(observed.startedAt + first)
          expect(corrected.id).toBe(exchangeIdAt(observed.id, observed.startedAt + first))
          expect(before.corrected(observed, place)).toEqual(corrected)
          await before.flush()
          const after = await openOwnClock(recordings, { ahead: () => then })
          expect(after.corrected(observed, place)).toEqual(corrected)
          // What is in a later segment was taken later.
          expect(after.corrected(observed, { spool: 0, segment: 4 }).startedAt).toBe(
            observed.startedAt + then,
          )
        })
      },
    ),
    { numRuns: 20 },
  )
})

test('what was timed by the clock of the store stays, and so does an id of another form', async () => {
  await withSegment(async (recordings) => {
    const clock = await openOwnClock(recordings, { ahead: () => undefined })
    const timed = observedOf(1, { id: newId(), startedAt: 1_800_000_000_000 })
    expect(clock.corrected(timed, place)).toEqual(timed)
    expect(() => clock.corrected({ ...timed, isOwnTime: true }, place)).toThrow('its clock could not be read')
    const other = await openOwnClock(recordings, { ahead: () => 5000 })
    expect(other.corrected({ ...timed, id: 'x1', isOwnTime: true }, place)).toMatchObject({ id: 'x1' })
  })
})

test('an id stays where a better measurement put the clock back a little, since it was told already', async () => {
  await withSegment(async (recordings) => {
    const clock = await openOwnClock(recordings, { ahead: () => 0 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 }), (steppedMs) => {
        const id = newId()
        const startedAt = (timeOfExchangeId(id) ?? 0) - steppedMs
        expect(clock.corrected(observedOf(1, { id, startedAt }), place)).toMatchObject({ id, startedAt })
      }),
    )
    const id = newId()
    const startedAt = (timeOfExchangeId(id) ?? 0) - 180_000
    expect(clock.corrected(observedOf(1, { id, startedAt }), place).id).toBe(exchangeIdAt(id, startedAt))
  })
})

test('what a segment was corrected by is forgotten with it, since its number may come again', async () => {
  await withSegment(async (recordings) => {
    const observed = observedOf(1, { id: newId(), startedAt: 1_800_000_000_000, isOwnTime: true })
    const clock = await openOwnClock(recordings, { ahead: () => 1000 })
    clock.corrected(observed, place)
    clock.corrected(observed, { spool: 0, segment: 9 })
    await clock.flush()
    const again = await openOwnClock(recordings, { ahead: () => 2000 })
    expect(again.corrected(observed, { spool: 0, segment: 9 }).startedAt).toBe(observed.startedAt + 2000)
    again.ended([place])
    expect(again.corrected(observed, place).startedAt).toBe(observed.startedAt + 2000)
  })
})

test('it is told by which clock something began that has just ended, as far as they differ', () => {
  const times = fc.record({
    ahead: fc.oneof(fc.integer({ min: 1000, max: 1e8 }), fc.integer({ min: -1e8, max: -1000 })),
    durationMs: fc.integer({ min: 0, max: 100_000 }),
  })
  fc.assert(
    fc.property(times, ({ ahead, durationMs }) => {
      const time = createStoreTime()
      const own = { startedAt: Date.now() - durationMs, durationMs }
      expect(time.isOwn(own)).toBe(true)
      time.set({ time: Date.now() + ahead, at: machineMs(), roundTripMs: 1 })
      expect(time.isOwn(own)).toBe(true)
      expect(time.isOwn({ startedAt: time.now() - durationMs, durationMs })).toBe(false)
    }),
  )
  const alike = createStoreTime({ time: Date.now(), at: machineMs(), roundTripMs: 1 })
  expect(alike.isOwn({ startedAt: Date.now(), durationMs: 0 })).toBe(false)
})
