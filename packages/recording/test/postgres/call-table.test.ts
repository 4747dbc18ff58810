import type { CallCriteria, Exchange } from '@ringback/recording'
import {
  migratePostgres,
  openCallTable,
  openPostgresStore,
  openRemovableRecordings,
  postgresNotes,
  prunePostgres,
} from '@ringback/recording/postgres'
import { allOf } from '@ringback/test-support/all-of'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange, sid } from '../exchanges.ts'

let server: TestPool

beforeAll(async () => {
  server = await startPostgresPool()
}, 60_000)
afterAll(async () => server.stop())

const everyCall: CallCriteria = {
  status: '',
  kind: '',
  signature: '',
  parameter: '',
  tag: '',
  isProblem: false,
}

/** Exchange number `at` of a call, an hour after the one before it. The calls 3 and 4 are legs of 1. */
function numbered(at: number, call: number | null): Exchange {
  const callSid = call === null ? null : sid('CA', call)
  return exchange({
    id: String(at).padStart(4, '0'),
    callSid,
    parentCallSid: call === 3 || call === 4 ? sid('CA', 1) : null,
    startedAt: new Date(Date.UTC(2026, 0, 31, 20) + at * 3_600_000).toISOString(),
    problem: at % 3 === 0 ? { code: 'app-down', message: 'x' } : null,
  })
}

const call = fc.option(fc.integer({ min: 1, max: 4 }))
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('append'), calls: fc.array(call, { maxLength: 6 }) }),
  },
  fc.record({ type: fc.constant('replace'), at: fc.nat({ max: 20 }) }),
  fc.record({ type: fc.constant('remove'), at: fc.nat({ max: 20 }) }),
  fc.record({ type: fc.constant('prune'), at: fc.nat({ max: 20 }) }),
)

test('whatever is recorded, replaced, removed and pruned: the list has each call once, as it is recorded, with its notes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const where = await server.newSchema(migratePostgres)
      const store = await openPostgresStore(where)
      const table = await openCallTable(where)
      const removable = await openRemovableRecordings(where)
      const notes = postgresNotes(where)
      const all: Exchange[] = []
      for (const each of steps) {
        const at = 'at' in each ? all[each.at] : undefined
        if (each.type === 'append' && 'calls' in each) {
          const added = each.calls.map((number, place) => numbered(all.length + place, number))
          all.push(...added)
          await Promise.all(added.map(async (one) => store.append(one)))
          for (const { id } of added) await notes.write(id, { tags: [id], note: '' })
        }
        if (at === undefined) continue
        if (each.type === 'replace') await store.replace([{ ...at, problem: null, signature: 'missing' }])
        if (each.type === 'remove') await removable.remove([at])
        if (each.type === 'prune') await prunePostgres(where, at.startedAt)
      }
      const recordings = await allOf(store.list())
      const expected = recordings.map(({ callSid, exchanges }) => ({
        callSid,
        startedAt: exchanges[0]?.startedAt,
        firstId: exchanges[0]?.id,
        exchanges: exchanges.length,
        problems: exchanges.filter(({ problem }) => problem !== null).length,
      }))
      expect(await table.page(everyCall, 0, 100)).toMatchObject(expected)
      expect(await table.count(everyCall)).toBe(expected.length)
      expect(await table.count({ ...everyCall, isProblem: true })).toBe(
        expected.filter(({ problems }) => problems > 0).length,
      )
      expect(await table.count({ ...everyCall, signature: 'missing' })).toBe(
        recordings.filter(({ exchanges }) => exchanges.some(({ signature }) => signature === 'missing'))
          .length,
      )
      const kept = recordings.flatMap(({ exchanges }) => exchanges.map(({ id }) => id))
      expect([...(await notes.of(all.map(({ id }) => id))).keys()].toSorted()).toEqual(kept.toSorted())
      await store.close()
      await server.pool.query(`drop schema ${where.schema} cascade`)
    }),
    { numRuns: 12 },
  )
}, 120_000)
