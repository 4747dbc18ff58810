import { setImmediate } from 'node:timers/promises'
import type { CallEntry, CallTable } from '@ringback/recording'
import type { CallDetails } from '../../model/call-list.ts'
import { readCallOf } from '../../view/row-of.ts'

/** What only the exchanges of calls say, read for the calls that a page shows. */
export interface DetailsOfCalls {
  /** Null of a call that was not read yet. One that has changed since keeps its old ones until it was read again. */
  readonly of: (call: CallEntry) => CallDetails | null
  /** Reads these calls, in this order, before all that were wanted earlier. */
  readonly want: (calls: readonly CallEntry[]) => void
  /** Stops reading. */
  readonly close: () => Promise<void>
}

interface Known {
  /** Changes when the call has got another exchange. */
  readonly stamp: string
  readonly details: CallDetails | null
}

const mostRemembered = 5000
const callsAtOnce = 25

/** `onRead` is called when details have come. */
export function createCallDetails(table: Pick<CallTable, 'read'>, onRead: () => void): DetailsOfCalls {
  const known = new Map<string, Known>()
  let wanted: readonly CallEntry[] = []
  let running: Promise<void> | undefined
  const stop = new AbortController()

  function remember(call: CallEntry, details: CallDetails | null): void {
    known.delete(call.firstId)
    known.set(call.firstId, { stamp: stampOf(call), details })
    const [oldest] = known.keys()
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
  }

  async function read(): Promise<void> {
    while (wanted.length > 0 && !stop.signal.aborted) {
      const calls = wanted.slice(0, callsAtOnce)
      wanted = wanted.slice(callsAtOnce)
      const found = new Map<string, CallDetails>()
      for (const recording of await table.read(calls.map(({ firstId }) => firstId))) {
        const { details } = readCallOf(recording)
        for (const { id } of recording.exchanges.slice(0, 1)) found.set(id, details)
        await setImmediate()
      }
      // Noted as the list has it, even where the recording is another one by now: it is read again when the list says so.
      for (const call of calls) remember(call, found.get(call.firstId) ?? null)
      if (!stop.signal.aborted) onRead()
    }
  }

  return {
    of: ({ firstId }) => known.get(firstId)?.details ?? null,
    want(calls) {
      wanted = calls.filter((call) => known.get(call.firstId)?.stamp !== stampOf(call))
      if (wanted.length === 0 || stop.signal.aborted) return
      // Whoever asks for the list next is told that the database fails.
      running ??= read()
        .catch(() => undefined)
        .finally(() => {
          running = undefined
        })
    },
    async close() {
      stop.abort()
      await running
    },
  }
}

function stampOf({ exchanges, problems }: CallEntry): string {
  return `${exchanges} ${problems}`
}
