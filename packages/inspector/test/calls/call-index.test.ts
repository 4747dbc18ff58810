import { rmSync } from 'node:fs'
import { partiesOf, parametersOf, recordingsOf, type Exchange } from '@ringback/recording'
import { migratePostgres } from '@ringback/recording/postgres'
import { sid } from '@ringback/test-support/exchange'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCallIndex, type CallIndex } from '../../src/calls/call-index.ts'
import { openDatabaseIndex } from '../../src/calls/database/database-index.ts'
import { everyCall, matches, parameterLines, type CallFilter } from '../../src/model/call-filter.ts'
import type { CallRow, CallWindow } from '../../src/model/call-list.ts'
import { noNotes } from '../../src/model/call-notes.ts'
import { readCallOf } from '../../src/view/row-of.ts'
import { inspected, recordInto } from '../database.ts'
import { addTo, exchangeOf, folderWith, requestOf, twimlAnswer, twoCalls } from '../recordings.ts'

/** Calls in a place, and its index. */
interface Place {
  readonly index: CallIndex
  readonly record: (exchanges: readonly Exchange[]) => Promise<void>
  readonly close: () => Promise<void>
}

let server: TestPool
beforeAll(async () => {
  server = await startPostgresPool()
}, 60_000)
afterAll(() => server.stop())

async function folderPlace(): Promise<Place> {
  const directory = folderWith([])
  const index = openCallIndex(directory, () => undefined)
  return {
    index,
    record: async (exchanges) => addTo(directory, exchanges),
    async close() {
      await index.close()
      rmSync(directory, { recursive: true })
    },
  }
}

async function databasePlace(): Promise<Place> {
  const where = await server.newSchema(migratePostgres)
  const index = openDatabaseIndex(await inspected(where), () => undefined, { pollMs: 20 })
  return { index, record: async (exchanges) => recordInto(where, exchanges), close: () => index.close() }
}

const never = new AbortController().signal
const whole = { offset: 0, limit: 100, find: [] }

async function windowOf({ index }: Place, filter: Partial<CallFilter> = {}, part = {}): Promise<CallWindow> {
  return index.window({ ...everyCall, ...filter }, { ...whole, ...part }, never)
}

/** Waits until everything that was recorded is in the list, with its details. */
async function settled(place: Place, exchanges: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows, read, total } = await windowOf(place)
        const seen = rows.reduce((sum, row) => sum + row.exchanges, 0)
        return [seen, read === total, rows.every(({ details }) => details !== null)]
      },
      { timeout: 15_000, interval: 20 },
    )
    .toEqual([exchanges, true, true])
}

async function idsOf(place: Place, filter: Partial<CallFilter>): Promise<readonly string[]> {
  let window = await windowOf(place, filter)
  while (!window.isComplete) window = await windowOf(place, filter)
  return window.rows.map(({ id }) => id)
}

/** The rows that a list of these exchanges has. */
function rowsOf(exchanges: readonly Exchange[]): readonly CallRow[] {
  const rows = recordingsOf(exchanges).map((recording): CallRow => {
    const [first] = recording.exchanges
    return {
      id: first?.id ?? '',
      callSid: recording.callSid,
      startedAt: first?.startedAt ?? '',
      ...partiesOf(recording.exchanges),
      exchanges: recording.exchanges.length,
      problems: recording.exchanges.filter(({ problem }) => problem !== null).length,
      details: readCallOf(recording).details,
      ...noNotes,
    }
  })
  return rows.toSorted((a, b) => (a.id < b.id ? 1 : -1))
}

function expectedIds(exchanges: readonly Exchange[], filter: CallFilter): readonly string[] {
  const recordings = new Map(recordingsOf(exchanges).map((each) => [each.exchanges[0]?.id, each]))
  return rowsOf(exchanges)
    .filter((row) => {
      const all = recordings.get(row.id)?.exchanges ?? []
      return matches(row, filter, () => parameterLines(all.flatMap(({ request }) => parametersOf(request))))
    })
    .map(({ id }) => id)
}

const statuses = ['ringing', 'in-progress', 'completed']
const kinds = ['voice.incoming-pstn', 'gather.action', 'status.incoming-number'] as const

/** Exchange number `at`, of some call. `parents`: of which earlier call each is a leg, if it is one. */
function exchangeAt(at: number, parents: readonly (number | null)[]): fc.Arbitrary<Exchange> {
  return fc
    .record({
      call: fc.nat({ max: 4 }),
      kind: fc.option(fc.constantFrom(...kinds)),
      status: fc.option(fc.constantFrom(200, 204, 404, 500)),
      signature: fc.constantFrom('valid' as const, 'invalid' as const, 'missing' as const),
      problem: fc.option(fc.constant({ code: 'app-timeout', message: 'The app did not answer in time.' })),
      callStatus: fc.constantFrom(...statuses),
      digits: fc.option(fc.constantFrom('1', '7', '')),
      isOfCall: fc.boolean(),
    })
    .map(({ call, kind, status, callStatus, digits, isOfCall, ...rest }) => {
      const callSid = isOfCall || at % 3 > 0 ? sid('CA', call) : null
      const parent = parents[call] ?? null
      const isLeg = callSid !== null && parent !== null && parent < call
      return exchangeOf(at, 0, {
        ...rest,
        kind,
        callSid,
        parentCallSid: isLeg ? sid('CA', parent) : null,
        request: requestOf({
          ...(callSid !== null && { CallSid: callSid, From: `+1415555010${call}`, To: '+14155550199' }),
          CallStatus: callStatus,
          ...(digits !== null && { Digits: digits }),
        }),
        response:
          status === null ? null : twimlAnswer(status === 200 ? '<Response><Sya/></Response>' : 'x', status),
      })
    })
}

const someExchanges = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.array(fc.option(fc.nat({ max: 3 })), { maxLength: 5 }))
  .chain(([count, parents]) =>
    fc.tuple(...Array.from({ length: count }, (_none, at) => exchangeAt(at, parents))),
  )

const someFilter = fc.record({
  text: fc.constantFrom('', '', '', '0102', 'GATHER', 'status.', sid('CA', 1).slice(3), '%', '_'),
  status: fc.constantFrom('', '', ...statuses, '500', '204'),
  kind: fc.constantFrom('', '', 'gather.action', 'unrecognised', 'gather'),
  signature: fc.constantFrom('', '', 'invalid', 'missing', 'valid'),
  parameter: fc.constantFrom('', '', 'Digits', 'Digits=', 'Digits=7', 'Digit', 'CallStatus=ringing', '='),
  code: fc.constantFrom('', '', '', 'app-timeout', 'twiml-unknown-element', '12200', '1220'),
  tag: fc.constantFrom('', '', '', '', 'bug'),
  problem: fc.constantFrom('', '', 'yes'),
})

describe.each([
  ['a folder', folderPlace, 3],
  ['a database', databasePlace, 10],
] as const)('the calls of %s', (_where, open, numRuns) => {
  test('are found by every filter as they are found one by one', async () => {
    await fc.assert(
      fc.asyncProperty(
        someExchanges,
        fc.array(someFilter, { minLength: 5, maxLength: 5 }),
        async (exchanges, filters) => {
          const place = await open()
          try {
            await place.record(exchanges)
            await settled(place, exchanges.length)
            expect((await windowOf(place)).rows).toEqual(rowsOf(exchanges))
            for (const filter of filters) {
              expect([filter, await idsOf(place, filter)]).toEqual([filter, expectedIds(exchanges, filter)])
            }
          } finally {
            await place.close()
          }
        },
      ),
      { numRuns, endOnFailure: true },
    )
  }, 120_000)

  test('come in windows, with the places of calls that are asked for', async () => {
    const place = await open()
    const exchanges = Array.from({ length: 30 }, (_none, call) =>
      exchangeOf(call, 0, { problem: call % 3 === 0 ? { code: 'app-down', message: 'x' } : null }),
    )
    await place.record(exchanges)
    await settled(place, 30)
    const idOf = (call: number): string => exchanges[call]?.id ?? ''
    const part = { offset: 10, limit: 5, find: [idOf(29), 'none', idOf(0)] }
    const plain = await windowOf(place, {}, part)
    expect(plain).toMatchObject({ offset: 10, matched: 30, total: 30, places: [0, null, 29] })
    expect(plain.rows.map(({ id }) => id)).toEqual([19, 18, 17, 16, 15].map(idOf))
    for (const filter of [{ problem: 'yes' }, { problem: 'yes', text: '555' }, { code: 'app-down' }]) {
      await idsOf(place, filter)
      const window = await windowOf(place, filter, { offset: 8, limit: 5, find: [idOf(27), idOf(28)] })
      expect(window).toMatchObject({ matched: 10, total: 30, scanned: 30, places: [0, null] })
      expect(window.rows.map(({ id }) => id)).toEqual([3, 0].map(idOf))
    }
    await place.close()
  })

  test('that are recorded meanwhile come into the list and into filters', async () => {
    const place = await open()
    await place.record(twoCalls())
    await settled(place, 5)
    for (const filter of [{}, { text: '555010' }, { signature: 'valid' }, { code: 'http-status' }])
      await idsOf(place, filter)
    await place.record([exchangeOf(3, 0, { response: twimlAnswer('x', 500) })])
    await settled(place, 6)
    const [first, second, third] = ['000001-000', '000002-000', '000003-000']
    await expect.poll(async () => idsOf(place, {})).toEqual([third, second, first])
    await expect.poll(async () => idsOf(place, { text: '555010' })).toEqual([third, second, first])
    await expect.poll(async () => idsOf(place, { signature: 'valid' })).toEqual([third, second])
    await expect.poll(async () => idsOf(place, { code: 'http-status' })).toEqual([third])
    await place.close()
  })

  test('are read whole, by the id of their first exchange', async () => {
    const place = await open()
    await place.record(twoCalls())
    await settled(place, 5)
    expect(await place.index.read('000001-000')).toEqual(recordingsOf(twoCalls())[0])
    for (const id of ['000001-006', 'none', '']) expect(await place.index.read(id)).toBeUndefined()
    await place.close()
  })

  test('have the notes that were written on them, and are found by them', async () => {
    const place = await open()
    await place.record(twoCalls())
    await settled(place, 5)
    const [, recording] = recordingsOf(twoCalls())
    if (recording === undefined) throw new Error('There are two calls.')
    const notes = { tags: ['bug', 'Menu'], note: 'It repeats. 100%' }
    await place.index.writeNotes('000002-000', notes)
    await place.index.notesChanged()
    expect(await place.index.notesOf(recording)).toEqual(notes)
    const found = ['tag', 'text'].flatMap((field) =>
      ['bug', 'bu', 'menu', 'Menu', 'REPEATS', '0%', '1%0'].map((value) => ({ [field]: value })),
    )
    const counts = await Promise.all(found.map(async (filter) => (await idsOf(place, filter)).length))
    expect(counts).toEqual([1, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0])
    expect((await windowOf(place)).rows[0]).toMatchObject({ id: '000002-000', ...notes })
    await expect(place.index.writeNotes('000002-000', { tags: ['a,b'], note: '' })).rejects.toMatchObject({
      code: 'bad-notes',
    })
    await place.index.writeNotes('000002-000', noNotes)
    await place.index.notesChanged()
    expect(await place.index.notesOf(recording)).toEqual(noNotes)
    expect(await idsOf(place, { text: 'repeats' })).toEqual([])
    await place.close()
  })
})
