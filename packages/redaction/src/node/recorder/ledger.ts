import type { SettleNews } from '../settle/messages.ts'
import type { StoreFailure } from '../store/store-failure.ts'
import type { KeptExchange } from '../spool/spool-writer.ts'
import { lagText, thousands } from './lag-text.ts'
import { createWaitingCount } from './waiting-count.ts'
import type { NotRecordedReason, RecorderCounts, RecorderEvent, Waiting } from './recorder.ts'

/** Counts what became of the exchanges, and tells it. */
export interface Ledger {
  kept(exchanges: readonly KeptExchange[]): void
  /** So many were kept by another process, which tells of them itself. */
  keptElsewhere(count: number): void
  notRecorded(reason: NotRecordedReason, message: string, ids: readonly string[]): void
  settled(news: SettleNews): void
  /** Tells how much is waiting when that is worth telling, and once when it is no more. */
  tellLag(): void
  counts(): RecorderCounts
  /** What waits now. */
  waiting(): Waiting
}

/** A lag below this is not told, in milliseconds. */
const shortLagMs = 5000
/** A lag that lasts is told again after pauses that grow to this. */
const longestPauseMs = 60_000

export interface LedgerOptions {
  /** Whether this run has written a segment. */
  readonly isOfThisRun: (spool: number, segment: number) => boolean
  /** What exchanges are recorded into, as messages name it. */
  readonly store: 'database' | 'folder'
  readonly emit: (event: RecorderEvent) => void
}

/** Counts of one run. */
// oxlint-disable-next-line max-lines-per-function -- the functions inside share the counts
export function createLedger({ isOfThisRun, store, emit }: LedgerOptions): Ledger {
  const waiting = createWaitingCount()
  let kept = 0
  let recorded = 0
  let notRecorded = 0
  /** So many were settled before the process that had kept them told of them. */
  let settledEarly = 0
  /** So many wait of earlier runs, as far as that was counted. */
  let leftover = 0
  const began = performance.now()
  /** Why the store takes nothing, as it was told last; undefined while it does. */
  let failure: string | undefined
  /** When the lag began to be told, and when it was told last; undefined while there is none. */
  let behind: { readonly since: number; readonly toldAt: number } | undefined

  function lose(reason: NotRecordedReason, message: string, ids: readonly string[]): void {
    notRecorded += ids.length
    emit({ type: 'not-recorded', reason, message, ids, count: ids.length })
  }

  function keep(count: number): void {
    kept += count
    const settled = Math.min(settledEarly, count)
    settledEarly -= settled
    if (count > settled) waiting.add(count - settled, performance.now())
  }

  function waitingNow(): Waiting {
    const now = performance.now()
    // What an earlier run has left waits at least since this one began.
    const oldestAt = leftover > 0 ? began : (waiting.oldestAt() ?? now)
    return { count: waiting.count() + leftover, oldestMs: now - oldestAt }
  }

  function tellFailure({ sort, message }: StoreFailure): void {
    if (failure === sort) return
    failure = sort
    const what = store === 'database' ? 'The database takes no exchanges' : 'Recordings cannot be written'
    emit({
      type: 'warning',
      code: 'store-failed',
      message: `${what}: ${message}. New exchanges wait in the spool, sealed.`,
    })
  }

  function tellRecovery(): void {
    if (failure === undefined) return
    failure = undefined
    const { count } = waitingNow()
    const rest = count === 0 ? '' : ` ${thousands(count)} that wait in the spool are recorded now.`
    emit({ type: 'warning', code: 'store-recovered', message: `The ${store} takes exchanges again.${rest}` })
  }

  function waitsFor(): string {
    return failure === undefined ? 'to be redacted and recorded' : `for the ${store}`
  }

  return {
    kept(exchanges) {
      keep(exchanges.length)
      emit({ type: 'kept', exchanges })
    },
    keptElsewhere: keep,
    notRecorded: lose,
    settled(news) {
      if (news.type === 'store-failed') tellFailure(news)
      if (news.type === 'waiting') {
        const earlier = news.counts.filter(({ spool, segment }) => !isOfThisRun(spool, segment))
        leftover = earlier.reduce((sum, { exchanges }) => sum + exchanges, 0)
      }
      if (news.type !== 'step') return
      recorded += news.recorded.length
      for (const { spool, segment, exchanges } of news.settled) {
        if (!isOfThisRun(spool, segment)) {
          leftover = Math.max(0, leftover - exchanges)
          continue
        }
        settledEarly += Math.max(exchanges - waiting.count(), 0)
        waiting.remove(exchanges)
      }
      if (news.settled.length > 0) tellRecovery()
      if (news.recorded.length > 0) emit({ type: 'recorded', exchanges: news.recorded })
      for (const damage of news.damage) emit({ type: 'damage', damage })
      for (const message of news.notes) emit({ type: 'warning', code: 'note', message })
      for (const { id, file, reason } of news.setAside) {
        lose('set-aside', `Exchange ${id} is not recorded: ${reason}. It is kept, sealed: ${file}`, [id])
      }
    },
    tellLag() {
      const { count, oldestMs } = waitingNow()
      const ms = Math.round(oldestMs)
      const now = performance.now()
      if (ms < shortLagMs) {
        if (behind !== undefined)
          emit({ type: 'lag', waiting: count, ms, message: 'Recording is up to date again' })
        behind = undefined
        return
      }
      const { since, toldAt } = behind ?? { since: now, toldAt: -Infinity }
      const pauseMs = Math.min(Math.max(toldAt - since, shortLagMs), longestPauseMs)
      if (now - toldAt < pauseMs) return
      behind = { since, toldAt: now }
      emit({ type: 'lag', waiting: count, ms, message: lagText(count, ms, waitsFor()) })
    },
    counts: () => ({ kept, recorded, notRecorded }),
    waiting: waitingNow,
  }
}
