import type { SettleNews } from '../settle/messages.ts'
import type { KeptExchange } from '../spool/spool-writer.ts'
import { createWaitingCount } from './waiting-count.ts'
import type { NotRecordedReason, RecorderCounts, RecorderEvent, Waiting } from './recorder.ts'

/** Counts what became of the exchanges, and tells it. */
export interface Ledger {
  kept(exchanges: readonly KeptExchange[]): void
  /** So many were kept by another process, which tells of them itself. */
  keptElsewhere(count: number): void
  notRecorded(reason: NotRecordedReason, message: string, ids: readonly string[]): void
  settled(news: SettleNews): void
  /** Tells how much is waiting, when that is worth telling. */
  tellLag(): void
  counts(): RecorderCounts
  /** What waits now. */
  waiting(): Waiting
}

/** A lag below this is not told, in milliseconds. */
const shortLagMs = 5000

/** Counts of one run. `isOfThisRun`: whether this run has written a segment. */
export function createLedger(
  isOfThisRun: (spool: number, segment: number) => boolean,
  emit: (event: RecorderEvent) => void,
): Ledger {
  const waiting = createWaitingCount()
  let kept = 0
  let recorded = 0
  let notRecorded = 0
  /** So many were settled before the process that had kept them told of them. */
  let settledEarly = 0

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
    return { count: waiting.count(), oldestMs: now - (waiting.oldestAt() ?? now) }
  }

  return {
    kept(exchanges) {
      keep(exchanges.length)
      emit({ type: 'kept', exchanges })
    },
    keptElsewhere: keep,
    notRecorded: lose,
    settled(news) {
      if (news.type === 'store-failed') {
        const message = `Recordings cannot be written: ${news.message}. New exchanges wait in the spool.`
        emit({ type: 'warning', code: 'store-failed', message })
      }
      if (news.type !== 'step') return
      recorded += news.recorded.length
      for (const { spool, segment, exchanges } of news.settled) {
        if (!isOfThisRun(spool, segment)) continue
        settledEarly += Math.max(exchanges - waiting.count(), 0)
        waiting.remove(exchanges)
      }
      if (news.recorded.length > 0) emit({ type: 'recorded', exchanges: news.recorded })
      for (const damage of news.damage) emit({ type: 'damage', damage })
      for (const message of news.notes) emit({ type: 'warning', code: 'spool-cut', message })
      for (const { id, file, reason } of news.setAside) {
        lose('set-aside', `Exchange ${id} is not recorded: ${reason}. It is kept, sealed: ${file}`, [id])
      }
    },
    tellLag() {
      const { count, oldestMs } = waitingNow()
      if (oldestMs >= shortLagMs) emit({ type: 'lag', waiting: count, ms: Math.round(oldestMs) })
    },
    counts: () => ({ kept, recorded, notRecorded }),
    waiting: waitingNow,
  }
}
