import type { Exchange, RecordingStore } from '@ringback/recording'
import { messageOf } from '../../shell/user-error.ts'

/** Keeps exchanges behind the calls' backs, one after the other. */
export interface Keeper {
  readonly keep: (exchange: Exchange) => void
  readonly settled: () => Promise<void>
  readonly kept: () => number
  /** Why exchanges were not recorded. */
  readonly lost: () => readonly string[]
}

/** A keeper that keeps nothing where there is no store. */
export function keepExchanges(
  store: RecordingStore | undefined,
  redact: (exchange: Exchange) => Exchange | Promise<Exchange> = (exchange) => exchange,
): Keeper {
  const lost: string[] = []
  let kept = 0
  let last: Promise<void> = Promise.resolve()
  const append = async (exchange: Exchange): Promise<void> => {
    try {
      await store?.append(await redact(exchange))
      kept += 1
    } catch (error) {
      lost.push(messageOf(error))
    }
  }
  return {
    keep(exchange) {
      last = last.then(() => append(exchange))
    },
    settled: () => last,
    kept: () => kept,
    lost: () => lost,
  }
}
