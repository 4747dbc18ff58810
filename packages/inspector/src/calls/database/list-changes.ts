import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '@ringback/common'
import type { CallTable } from '@ringback/recording'

/** A watch on the list of calls in a database. */
export interface ListChanges {
  /** Why the database did not answer when it was asked last; null when it did. */
  readonly failure: () => string | null
  /** Stops asking. */
  readonly close: () => Promise<void>
}

/** Asks a database again and again; `onChange` is called after each change of the list, and of `failure`. */
export function watchList(
  { changes }: Pick<CallTable, 'changes'>,
  onChange: () => void,
  pollMs: number,
): ListChanges {
  const stop = new AbortController()
  let failure: string | null = null
  const running = watch()

  async function watch(): Promise<void> {
    let last: string | undefined
    let isPending = false
    while (!stop.signal.aborted) {
      try {
        const now = await changes()
        const hasChanged = last !== undefined && now !== last
        // What is told shortly before it is committed can be seen when it is asked for once more.
        if (hasChanged || isPending || failure !== null) {
          failure = null
          onChange()
        }
        isPending = hasChanged
        last = now
      } catch (error) {
        const before = failure
        failure = messageOf(error)
        if (failure !== before && !stop.signal.aborted) onChange()
      }
      await sleep(pollMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined)
    }
  }

  return {
    failure: () => failure,
    async close() {
      stop.abort()
      await running
    },
  }
}
