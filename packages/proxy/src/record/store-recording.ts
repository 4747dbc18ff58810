import { messageOf } from '@ringback/common'
import { parameter, valueOf } from '@ringback/catalog'
import { parametersOf, type Exchange, type RecordingStore } from '@ringback/recording'
import { exchangeOf, type ObservedExchange } from '@ringback/redaction/node'
import type { NotRecordedReason } from '../events.ts'
import type { Clock } from '../options.ts'
import type { Recording, Told } from './recording.ts'

export interface StoreRecordingOptions {
  readonly store: RecordingStore
  readonly redact: (exchange: Exchange) => Exchange | Promise<Exchange>
  readonly queueBytes: number
  readonly clock: Clock
  readonly told: Told
}

/** What an exchange costs in the queue beside its bodies. */
const overheadBytes = 4096
/** How long one turn may block the event loop. */
const sliceMs = 2

interface Waiting {
  readonly observed: ObservedExchange
  readonly weight: number
}

/**
 * Records into a store that this process holds. Reading, redacting and appending happen on the calls' own thread, after
 * the answer was sent, in slices. What waits is in memory and bounded; what comes on top is lost and counted.
 */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share one queue
export function createStoreRecording(options: StoreRecordingOptions): Recording {
  const { store, redact, clock, told, queueBytes } = options
  const waiting = new Set<Waiting>()
  let queue: Waiting[] = []
  let heldBytes = 0
  let scheduled: NodeJS.Immediate | undefined
  let wake = (): void => undefined

  function release(entry: Waiting): boolean {
    if (!waiting.delete(entry)) return false
    heldBytes -= entry.weight
    if (waiting.size === 0) wake()
    return true
  }

  function lose(entry: Waiting, reason: NotRecordedReason, message: string): void {
    if (release(entry)) told.notRecorded(reason, message, [entry.observed.id])
  }

  async function record(entry: Waiting): Promise<void> {
    const { observed } = entry
    let exchange: Exchange
    try {
      exchange = await redact(exchangeOf(observed))
    } catch (error) {
      // The message of a failed redaction may quote what was to be redacted.
      const name = error instanceof Error ? error.name : typeof error
      lose(
        entry,
        'redaction-failed',
        `The exchange could not be read and redacted (${name}), so it was not kept.`,
      )
      return
    }
    try {
      await store.append(exchange)
    } catch (error) {
      lose(entry, 'store-failed', messageOf(error))
      return
    }
    if (!release(entry)) return
    const status = observed.answer?.status ?? null
    told.kept(observed, status)
    const { id, kind, callSid, request } = exchange
    const parameters = parametersOf(request)
    const from = valueOf(parameters, parameter.From) ?? null
    const to = valueOf(parameters, parameter.To) ?? null
    told.recorded({ id, kind, callSid, from, to, method: request.method, status })
  }

  function work(): void {
    scheduled = undefined
    const until = clock.tick() + sliceMs
    let next = 0
    do {
      const entry = queue[next]
      if (entry !== undefined && waiting.has(entry)) void record(entry)
      next += 1
    } while (next < queue.length && clock.tick() < until)
    queue = queue.slice(next)
    if (queue.length > 0) scheduled = setImmediate(work)
  }

  return {
    take(observed) {
      const weight = overheadBytes + observed.body.bytes.length + (observed.answer?.body.bytes.length ?? 0)
      if (heldBytes + weight > queueBytes) {
        const message = 'The store is too slow: its queue (limits.queueBytes) is full.'
        told.notRecorded('store-slow', message, [observed.id])
        return
      }
      const entry = { observed: detached(observed), weight }
      heldBytes += weight
      waiting.add(entry)
      queue.push(entry)
      scheduled ??= setImmediate(work)
    },
    async close(ms) {
      const giveUp = (): void => {
        for (const entry of waiting)
          lose(entry, 'closed', 'The proxy was closed before the store had kept it.')
      }
      if (waiting.size === 0) return
      const timer = setTimeout(giveUp, ms)
      await new Promise<void>((resolve) => (wake = resolve))
      clearTimeout(timer)
    },
  }
}

/** With copies of the bodies, which otherwise pin the larger buffers that they were read into. */
function detached(observed: ObservedExchange): ObservedExchange {
  const { body, answer } = observed
  return {
    ...observed,
    body: { ...body, bytes: Buffer.from(body.bytes) },
    answer: answer && { ...answer, body: { ...answer.body, bytes: Buffer.from(answer.body.bytes) } },
  }
}
