import { messageOf } from '@ringback/common'
import type { Exchange, RecordingStore } from '@ringback/recording'

/** Writes exchanges into a store one after the other, without keeping calls waiting. */
export interface Keeper {
  readonly keep: (exchange: Exchange) => void
  readonly settled: () => Promise<void>
  readonly kept: () => number
  /** Why exchanges were not recorded. */
  readonly lost: () => readonly string[]
}

/** Makes a keeper. Without a store it writes nothing. */
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
