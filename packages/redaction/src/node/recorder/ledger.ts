import type { SettleNews } from '../settle/messages.ts'
import type { KeptExchange } from '../spool/spool-writer.ts'
import type { NotRecordedReason, RecorderCounts, RecorderEvent } from './recorder.ts'

/** Counts what became of the exchanges, and tells it. */
export interface Ledger {
  kept(exchanges: readonly KeptExchange[]): void
  notRecorded(reason: NotRecordedReason, message: string, ids: readonly string[]): void
  settled(news: SettleNews): void
  /** Tells how much is waiting, when that is worth telling. */
  tellLag(): void
  counts(): RecorderCounts
}

/** A lag below this is not told, in milliseconds. */
const shortLagMs = 5000

export function createLedger(emit: (event: RecorderEvent) => void): Ledger {
  /** When exchanges that are not recorded yet were kept, by id, the oldest first. */
  const waiting = new Map<string, number>()
  let kept = 0
  let recorded = 0
  let notRecorded = 0

  function lose(reason: NotRecordedReason, message: string, ids: readonly string[]): void {
    notRecorded += ids.length
    for (const id of ids) waiting.delete(id)
    emit({ type: 'not-recorded', reason, message, ids, count: ids.length })
  }

  return {
    kept(exchanges) {
      kept += exchanges.length
      const now = performance.now()
      for (const { id } of exchanges) waiting.set(id, now)
      emit({ type: 'kept', exchanges })
    },
    notRecorded: lose,
    settled(news) {
      if (news.type === 'store-failed') {
        const message = `Recordings cannot be written: ${news.message}. New exchanges wait in the spool.`
        emit({ type: 'warning', code: 'store-failed', message })
      }
      if (news.type !== 'step') return
      recorded += news.recorded.length
      for (const { id } of news.recorded) waiting.delete(id)
      if (news.recorded.length > 0) emit({ type: 'recorded', exchanges: news.recorded })
      for (const damage of news.damage) emit({ type: 'damage', damage })
      for (const message of news.notes) emit({ type: 'warning', code: 'spool-cut', message })
      for (const { id, file, reason } of news.setAside) {
        lose('set-aside', `Exchange ${id} is not recorded: ${reason}. It is kept, sealed: ${file}`, [id])
      }
    },
    tellLag() {
      const [oldest] = waiting.values()
      if (oldest === undefined) return
      const ms = performance.now() - oldest
      if (ms >= shortLagMs) emit({ type: 'lag', waiting: waiting.size, ms: Math.round(ms) })
    },
    counts: () => ({ kept, recorded, notRecorded }),
  }
}
