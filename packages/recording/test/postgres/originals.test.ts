import type { Exchange, RecordingStore, SealedOriginal, SealedOriginals } from '@ringback/recording'
import {
  migratePostgres,
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  postgresStatistics,
  prunePostgres,
  prunePostgresOriginals,
  type PostgresSchema,
} from '@ringback/recording/postgres'
import { allOf } from '@ringback/test-support/all-of'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchange, sid } from '../exchanges.ts'

let server: TestPool

beforeAll(async () => {
  server = await startPostgresPool()
}, 60_000)

afterAll(async () => server.stop())

interface Tables {
  readonly where: PostgresSchema
  readonly store: RecordingStore
  readonly originals: SealedOriginals
}

async function newTables(): Promise<Tables> {
  const where = await server.newSchema(migratePostgres)
  return { where, store: await openPostgresStore(where), originals: await openPostgresOriginals(where) }
}

/** An exchange of a call, a minute for each number. */
function numbered(number: number, part: Partial<Exchange> = {}): Exchange {
  return exchange({
    id: String(number).padStart(4, '0'),
    callSid: sid('CA', number % 10),
    startedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    ...part,
  })
}

function sealedOf({ id, startedAt, callSid }: Exchange, bytes = 4): SealedOriginal {
  return {
    id,
    startedAt,
    leg: callSid ?? `no call on ${startedAt.slice(0, 10)}`,
    keyId: 'k',
    sealed: Buffer.alloc(bytes, id),
  }
}

async function idsIn(
  originals: SealedOriginals,
  which: 'all' | 'without-exchange' = 'all',
): Promise<string[]> {
  const pages = await allOf(originals.pages(['k'], which))
  return pages.flatMap((page) => page.map(({ id }) => id))
}

const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, at) => from + at)

describe('originals', () => {
  it('are paged through in the order of their times, under the keys that are asked for', async () => {
    const { store, originals } = await newTables()
    const all = numbers(450).map((number) => numbered(number))
    await Promise.all(all.map(async (each) => store.append(each)))
    await originals.keep(all.toReversed().map((each) => sealedOf(each)))
    expect(await idsIn(originals)).toEqual(all.map(({ id }) => id))
    expect(await allOf(originals.pages(['other'], 'all'))).toEqual([])
    const some = all.slice(100, 400)
    const found = await originals.find(some)
    expect([...found.keys()].sort()).toEqual(some.map(({ id }) => id))
    const [first] = some
    expect(first && Buffer.from(found.get(first.id)?.sealed ?? [])).toEqual(first && sealedOf(first).sealed)
  })

  it('are kept in statements that are not too large, and only of exchanges that are there', async () => {
    const { store, originals } = await newTables()
    const all = numbers(4).map((number) => numbered(number))
    for (const each of all.slice(1)) await store.append(each)
    const mebibytes = all.map((each) => sealedOf(each, 2.5 * 2 ** 20))
    const unnameable = [numbered(7, { id: '\0' }), numbered(8, { startedAt: 'no time' })].map((each) =>
      sealedOf(each),
    )
    await originals.keep([...mebibytes, ...unnameable])
    expect(await idsIn(originals)).toEqual(all.slice(1).map(({ id }) => id))
  })

  it('never outlive exchanges that are removed while originals are kept, and hold nobody up', async () => {
    const { where, store, originals } = await newTables()
    const removable = await openRemovableRecordings(where)
    const all = numbers(300).map((number) => numbered(number, { callSid: sid('CA', number) }))
    await Promise.all(
      all.map(async (each, at) => {
        await store.append(each)
        await Promise.all([
          originals.keep([sealedOf(each)]),
          at % 2 === 0 ? removable.remove([each]) : undefined,
        ])
      }),
    )
    expect(await idsIn(originals, 'without-exchange')).toEqual([])
    expect(await idsIn(originals)).toEqual(all.filter((_, at) => at % 2 === 1).map(({ id }) => id))
  })

  it('go with the calls that are pruned, and with empty months', async () => {
    const { where, store, originals } = await newTables()
    const old = numbers(20).map((number) => numbered(number))
    const young = numbers(20, 60 * 24 * 40).map((number) => numbered(number, { callSid: sid('CA', 99) }))
    for (const each of [...old, ...young]) await store.append(each)
    await originals.keep([...old, ...young].map((each) => sealedOf(each)))
    expect(await postgresStatistics(where)).toMatchObject({ originals: 40 })
    expect(await prunePostgres(where, '2026-02-05T00:00:00.000Z')).toMatchObject({
      exchanges: 20,
      originals: 20,
      months: ['2026-01'],
    })
    expect(await idsIn(originals)).toEqual(young.map(({ id }) => id))
    const { rows } = await where.pool.query('select to_regclass($1) as found', [
      `${where.schema}.originals_2026_01`,
    ])
    expect(rows).toEqual([{ found: null }])
    // The month is made again when it is needed.
    const [first] = old
    if (first === undefined) throw new Error('there is none')
    await store.append(first)
    await originals.keep([sealedOf(first)])
    expect(await idsIn(originals)).toHaveLength(21)
  })

  it('have a retention of their own: the recordings stay', async () => {
    const { where, store, originals } = await newTables()
    const all = numbers(40).map((number) => numbered(number))
    for (const each of all) await store.append(each)
    await originals.keep(all.map((each) => sealedOf(each)))
    await where.pool.query(`delete from ${where.schema}.exchanges where id = $1`, [all[39]?.id])
    // Call 0 to 9 have begun by then and go on.
    const before = numbered(10).startedAt
    const counted = { old: { originals: 40, bytes: 160 }, withoutExchange: { originals: 0, bytes: 0 } }
    expect(await prunePostgresOriginals(where, { before, dryRun: true })).toEqual(counted)
    expect(await prunePostgresOriginals(where, { dryRun: true })).toEqual({
      old: { originals: 0, bytes: 0 },
      withoutExchange: { originals: 1, bytes: 4 },
    })
    expect(await prunePostgresOriginals(where, { before: numbered(5).startedAt })).toMatchObject({
      old: { originals: 20 },
      withoutExchange: { originals: 1 },
    })
    expect(await idsIn(originals)).toEqual(
      all.filter((_, number) => number % 10 >= 5 && number !== 39).map(({ id }) => id),
    )
    expect(await postgresStatistics(where)).toMatchObject({ exchanges: 39 + 1, originals: 19 })
  })
})

describe('recordings that are searched and removed', () => {
  it('come whole and once, out of any number of pages', async () => {
    const { where, store } = await newTables()
    const removable = await openRemovableRecordings(where)
    const all = numbers(600).map((number) =>
      numbered(number, {
        callSid: number % 6 === 5 ? null : sid('CA', number % 60),
        request: {
          method: 'POST',
          url: `https://phone.example.com/${number % 2 === 0 ? 'Anna' : 'x'}`,
          headers: [],
          body: { text: '' },
        },
      }),
    )
    await Promise.all(all.map(async (each) => store.append(each)))
    const found = await allOf(removable.holding(['Anna', 'Berta']))
    const ids = found.flatMap(({ exchanges }) => exchanges.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    // Legs 0, 2, 4, ... of 60 have even numbers alone; those without a call that name her are odd, so there is none.
    expect(ids.sort()).toEqual(all.filter((_, number) => number % 2 === 0).map(({ id }) => id))
    expect(await allOf(removable.holding([]))).not.toEqual([])
    const everything = await allOf(removable.holding([]))
    expect(everything.flatMap(({ exchanges }) => exchanges)).toHaveLength(600)
  })

  it('leave nothing of a person in what is known of a day without calls', async () => {
    const { where, store } = await newTables()
    const removable = await openRemovableRecordings(where)
    const from = (number: string) => ({
      callSid: null,
      request: {
        method: 'POST',
        url: 'https://phone.example.com/',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']] as const,
        body: { text: `From=%2B1415555${number}` },
      },
    })
    const [first, second] = [numbered(1, from('0100')), numbered(2, from('0101'))]
    await store.append(first)
    await store.append(second)
    await removable.remove([first])
    const { rows } = await where.pool.query(`select exchanges, parties, first_id from ${where.schema}.legs`)
    expect(rows).toEqual([{ exchanges: 1, parties: ['+14155550101'], first_id: second.id }])
    await removable.remove([second])
    expect(await postgresStatistics(where)).toMatchObject({ calls: 0, exchanges: 0, first: null })
  })

  it('are removed with what has come since, also while others write to the call', async () => {
    const { where, store } = await newTables()
    const removable = await openRemovableRecordings(where)
    const call = numbers(50).map((number) => numbered(number, { callSid: sid('CA', 1) }))
    for (const each of call.slice(0, 25)) await store.append(each)
    await Promise.all([
      ...call.slice(25).map(async (each) => store.append(each)),
      ...call.slice(0, 3).map(async (each) => removable.remove([each])),
    ])
    await removable.remove(call.slice(0, 1))
    // What came after the leg was removed is a leg of its own, as the counts say.
    const left = (await store.read(sid('CA', 1)))?.exchanges.length ?? 0
    expect(await postgresStatistics(where)).toMatchObject({ exchanges: left, calls: left === 0 ? 0 : 1 })
    await removable.remove(call)
    expect(await postgresStatistics(where)).toMatchObject({ exchanges: 0, calls: 0 })
  })
})
