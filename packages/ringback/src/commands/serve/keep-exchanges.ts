import { messageOf } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import type { RecordingWriter } from '../../recordings/recording-writer.ts'

/** Writes exchanges into a folder one after the other, without keeping calls waiting. */
export interface Keeper {
  readonly keep: (exchange: Exchange) => void
  readonly settled: () => Promise<void>
  readonly kept: () => number
  /** Why exchanges were not recorded. */
  readonly lost: () => readonly string[]
}

/** Makes a keeper. Without a writer it writes nothing. */
export function keepExchanges(writer: RecordingWriter | undefined): Keeper {
  const lost: string[] = []
  let kept = 0
  let last: Promise<void> = Promise.resolve()
  const append = async (exchange: Exchange): Promise<void> => {
    try {
      await writer?.append(exchange)
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
