import {
  claimPostgresKey,
  migratePostgres,
  openPostgresReader,
  openPostgresStore,
  postgresStatistics,
  prunePostgres,
} from '@ringback/recording/postgres'
import * as fc from 'fast-check'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange, sid } from '../exchanges.ts'
import { bytesArray, textArray } from '../../src/postgres/binary-array.ts'
import { recordingStoreLaws } from '../laws/recording-store.ts'
import { recordingsReaderLaws } from '../laws/recordings-reader.ts'

let server: TestPool
let pool: Pool

beforeAll(async () => {
  server = await startPostgresPool()
  pool = server.pool
}, 60_000)

afterAll(async () => server.stop())

/** A schema with the tables of recordings. */
async function newSchema(): Promise<string> {
  return (await server.newSchema(migratePostgres)).schema
}

describe('laws', () => {
  recordingStoreLaws(async () => {
    const schema = await newSchema()
    return {
      open: async () => openPostgresStore({ pool, schema }),
      isDurable: true,
      remove: async () => void (await pool.query(`drop schema ${schema} cascade`)),
    }
  }, 5)
})

describe('the reader', () => {
  recordingsReaderLaws(async () => {
    const schema = await newSchema()
    return {
      async write(exchanges) {
        const store = await openPostgresStore({ pool, schema })
        await Promise.all(exchanges.map(async (exchange) => store.append(exchange)))
      },
      open: async () => openPostgresReader({ pool, schema }),
      remove: async () => void (await pool.query(`drop schema ${schema} cascade`)),
    }
  }, 6)
})

test('texts are given to the database in binary as they are', async () => {
  await fc.assert(
    // PostgreSQL's text holds no NUL.
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'))),
      async (texts) => {
        const { rows } = await pool.query<{ texts: string[] }>('select $1::text[] as texts', [
          textArray(texts),
        ])
        expect(rows[0]?.texts).toEqual(texts)
      },
    ),
  )
})

test('any bytes are taken in binary', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (given) => {
      const { rows } = await pool.query<{ values: Buffer[] }>('select $1::bytea[] as values', [
        bytesArray(given),
      ])
      expect(rows[0]?.values.map((each) => [...each])).toEqual(given.map((each) => [...each]))
    }),
  )
})

test('several recorders share the tables, each exchange twice, and legs that arrive at once become one call', async () => {
  const schema = await newSchema()
  const stores = await Promise.all(Array.from({ length: 4 }, async () => openPostgresStore({ pool, schema })))
  const given = Array.from({ length: 40 }, (_, number) =>
    exchange({
      id: `${number}`.padStart(3, '0'),
      callSid: sid('CA', number),
      parentCallSid: number > 0 ? sid('CA', number - 1) : null,
    }),
  )
  await Promise.all([...given, ...given].map(async (each, number) => stores[(number * 7) % 4]?.append(each)))
  const whole = await stores[0]?.read(sid('CA', 7))
  expect(whole?.exchanges.map(({ id }) => id)).toEqual(given.map(({ id }) => id))
  expect(whole?.callSid).toBe(sid('CA', 0))
})

test('an exchange that the database cannot take keeps no other from it', async () => {
  const schema = await newSchema()
  const store = await openPostgresStore({ pool, schema })
  const results = await Promise.allSettled(
    ['1', '\0', '3', '4'].map(async (id, number) =>
      store.append(
        exchange({ id, callSid: sid('CA', number), ...(number === 3 && { startedAt: 'no time' }) }),
      ),
    ),
  )
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
  expect(await store.read(sid('CA', 2))).toBeDefined()
})

test('tables that are missing are named, with the command that makes them; making them twice changes nothing', async () => {
  const where = { pool, schema: 'not_migrated' }
  await expect(openPostgresStore(where)).rejects.toMatchObject({
    code: 'store-not-migrated',
    remedy: expect.stringContaining('ringback store migrate'),
  })
  const made = await Promise.all([migratePostgres(where), migratePostgres(where)])
  expect(made.flat()).toEqual(['0001_recordings'])
  await expect(openPostgresStore(where)).resolves.toBeDefined()
})

test('a schema name that could be more than a name is refused', async () => {
  await expect(openPostgresStore({ pool, schema: 'x; drop schema y' })).rejects.toThrow(
    /is not a valid name of a PostgreSQL schema/,
  )
})

test('statistics count what is there; the first key that is noted stays', async () => {
  const schema = await newSchema()
  const where = { pool, schema }
  expect(await postgresStatistics(where)).toMatchObject({ calls: 0, exchanges: 0, first: null, keyId: null })
  const store = await openPostgresStore(where)
  for (const number of [1, 2, 3]) {
    await store.append(
      exchange({ id: `${number}`, callSid: sid('CA', number % 2), startedAt: startOf(number) }),
    )
  }
  expect(await claimPostgresKey(where, 'a'.repeat(16))).toBe('a'.repeat(16))
  expect(await claimPostgresKey(where, 'b'.repeat(16))).toBe('a'.repeat(16))
  expect(await postgresStatistics(where)).toMatchObject({
    calls: 2,
    exchanges: 3,
    first: startOf(1),
    last: startOf(3),
    keyId: 'a'.repeat(16),
  })
})

test('pruning removes calls that ended before, whole, and months with nothing in them, while others write', async () => {
  const schema = await newSchema()
  const where = { pool, schema }
  const store = await openPostgresStore(where)
  // Three calls that ended, one of them with a leg that is only named, and one that went on into the next month.
  const old = [1, 2, 3].map((number) =>
    exchange({ id: `1${number}`, callSid: sid('CA', number), startedAt: startOf(number) }),
  )
  const child = exchange({
    id: '14',
    callSid: sid('CA', 4),
    parentCallSid: sid('CA', 9),
    startedAt: startOf(5),
  })
  const long = ['2026-01-20T00:00:00.000Z', '2026-02-20T00:00:00.000Z'].map((startedAt, number) =>
    exchange({ id: `2${number}`, callSid: sid('CA', 6), startedAt }),
  )
  for (const each of [...old, child, ...long]) await store.append(each)
  const [pruned] = await Promise.all([
    prunePostgres(where, '2026-02-10T00:00:00.000Z'),
    ...Array.from({ length: 20 }, async (_, number) =>
      store.append(
        exchange({ id: `3${number}`, callSid: sid('CA', 7), startedAt: '2026-02-21T00:00:00.000Z' }),
      ),
    ),
  ])
  expect(pruned).toMatchObject({ exchanges: 4, months: [] })
  expect(await store.read(sid('CA', 1))).toBeUndefined()
  expect(await store.read(sid('CA', 4))).toBeUndefined()
  expect((await store.read(sid('CA', 6)))?.exchanges).toHaveLength(2)
  expect((await store.read(sid('CA', 7)))?.exchanges).toHaveLength(20)
  expect(await prunePostgres(where, '2026-03-10T00:00:00.000Z')).toMatchObject({
    exchanges: 22,
    months: ['2026-01', '2026-02'],
  })
  expect(await postgresStatistics(where)).toMatchObject({ calls: 0, exchanges: 0 })
  await store.append(exchange({ id: '40', callSid: sid('CA', 8), startedAt: startOf(8) }))
  expect((await store.read(sid('CA', 8)))?.exchanges).toHaveLength(1)
})

function startOf(day: number): string {
  return `2026-01-0${day}T00:00:00.000Z`
}
