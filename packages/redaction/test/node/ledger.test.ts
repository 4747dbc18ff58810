import type { RecordedExchange, RecorderEvent } from '@ringback/redaction/node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLedger, type Ledger } from '../../src/node/recorder/ledger.ts'
import { lagText } from '../../src/node/recorder/lag-text.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

function ledgerOf(store: 'database' | 'folder'): {
  readonly ledger: Ledger
  readonly events: RecorderEvent[]
} {
  const events: RecorderEvent[] = []
  return {
    ledger: createLedger({ isOfThisRun: () => true, store, emit: (event) => events.push(event) }),
    events,
  }
}

/** News that so many exchanges were recorded. */
function step(exchanges: number): Extract<Parameters<Ledger['settled']>[0], { readonly type: 'step' }> {
  const recorded: RecordedExchange[] = []
  const settled = exchanges === 0 ? [] : [{ spool: 0, segment: 1, exchanges }]
  return { type: 'step', settled, recorded, setAside: [], damage: [], notes: [], ended: [] }
}

const away = { type: 'store-failed', sort: 'unavailable', message: 'connect ECONNREFUSED' } as const

test('a store that fails is told of once, another reason once more, and that it works again once', () => {
  const { ledger, events } = ledgerOf('database')
  for (const _time of [1, 2, 3]) ledger.settled(away)
  // Looking for something to do is no sign of it.
  ledger.settled(step(0))
  ledger.settled({ ...away, message: 'the database did not answer in time' })
  const untold = { type: 'store-failed', sort: 'store-not-migrated', message: 'no tables' } as const
  ledger.settled(untold)
  ledger.settled(untold)
  ledger.settled(step(1))
  ledger.settled(step(1))
  expect(events).toEqual([
    {
      type: 'warning',
      code: 'store-failed',
      message:
        'The database takes no exchanges: connect ECONNREFUSED. New exchanges wait in the spool, sealed.',
    },
    {
      type: 'warning',
      code: 'store-failed',
      message: 'The database takes no exchanges: no tables. New exchanges wait in the spool, sealed.',
    },
    { type: 'warning', code: 'store-recovered', message: 'The database takes exchanges again.' },
  ])
})

test('the lag is told while it lasts, with what is waited for, and its end once', () => {
  const { ledger, events } = ledgerOf('database')
  ledger.keptElsewhere(1204)
  ledger.tellLag()
  expect(events).toEqual([])
  vi.advanceTimersByTime(6000)
  ledger.tellLag()
  ledger.settled(away)
  vi.advanceTimersByTime(6000)
  ledger.tellLag()
  ledger.settled(step(1200))
  ledger.settled(step(4))
  ledger.tellLag()
  ledger.tellLag()
  expect(events.filter(({ type }) => type === 'lag')).toEqual([
    {
      type: 'lag',
      waiting: 1204,
      ms: 6000,
      message: '1,204 exchanges wait to be redacted and recorded, the oldest for 6 s',
    },
    {
      type: 'lag',
      waiting: 1204,
      ms: 12_000,
      message: '1,204 exchanges wait for the database, the oldest for 12 s',
    },
    { type: 'lag', waiting: 0, ms: 0, message: 'Recording is up to date again' },
  ])
  expect(events).toContainEqual(
    expect.objectContaining({
      message: 'The database takes exchanges again. 4 that wait in the spool are recorded now.',
    }),
  )
})

test('what an earlier run has left is counted when the store fails, until it is recorded', () => {
  const events: RecorderEvent[] = []
  const isOfThisRun = (_: number, segment: number): boolean => segment > 1
  const ledger = createLedger({ isOfThisRun, store: 'database', emit: (event) => events.push(event) })
  ledger.keptElsewhere(2)
  ledger.settled(away)
  const counts = [1, 2].map((segment) => ({ spool: 0, segment, exchanges: 2 * segment }))
  ledger.settled({ type: 'waiting', counts })
  vi.advanceTimersByTime(7000)
  expect(ledger.waiting()).toEqual({ count: 4, oldestMs: 7000 })
  ledger.settled(step(2))
  expect(ledger.waiting()).toMatchObject({ count: 2 })
  ledger.settled({ ...step(2), settled: [{ spool: 0, segment: 2, exchanges: 2 }] })
  expect(ledger.waiting()).toEqual({ count: 0, oldestMs: 0 })
})

test('a lag that lasts is told again after pauses that grow to a minute', () => {
  const { ledger, events } = ledgerOf('database')
  ledger.keptElsewhere(1)
  for (let second = 0; second < 300; second += 1) {
    ledger.tellLag()
    vi.advanceTimersByTime(1000)
  }
  const told = events.flatMap((event) => (event.type === 'lag' ? [event.ms / 1000] : []))
  expect(told).toEqual([5, 10, 15, 25, 45, 85, 145, 205, 265])
})

test.each([
  [1, 5400, '1 exchange waits for the folder, the oldest for 5 s'],
  [999, 61_000, '999 exchanges wait for the folder, the oldest for 1 min 1 s'],
  [1_234_567, 7_500_000, '1,234,567 exchanges wait for the folder, the oldest for 2 h 5 min'],
])('%i exchanges that wait for %i ms', (waiting, ms, text) => {
  expect(lagText(waiting, ms, 'for the folder')).toBe(text)
})
