import type { Exchange, RecordingStore } from '@ringback/recording'
import type { NotRecordedReason } from '../events.ts'
import type { Clock } from '../options.ts'
import type { Observed } from './observed.ts'

export interface RecorderOptions {
  readonly store: RecordingStore
  /** Makes an exchange of what was seen, with everything private still in it. */
  read(observed: Observed): Exchange
  redact(exchange: Exchange): Exchange | Promise<Exchange>
  readonly queueBytes: number
  readonly clock: Clock
  recorded(exchange: Exchange): void
  lost(reason: NotRecordedReason, message: string, exchange: Exchange | null): void
}

/** Takes exchanges to the store behind the calls' backs. */
export interface Recorder {
  /** Never waits and never throws. */
  take(observed: Observed): void
  /** Resolves when all that was taken is recorded or lost; what is not after `ms` milliseconds, is lost. */
  settle(ms: number): Promise<void>
  /** Gives up on everything that is still waiting. */
  abandon(): void
}

/** What an exchange costs in the queue beside its bodies. */
const overheadBytes = 4096
/** How long the event loop is held in one go, and how long it is left to the calls afterwards when they need it. */
const sliceMs = 1
const pauseMs = 40
/** How long it is held when the queue is half full: calls then wait a little, so that nothing is lost. */
const pressedSliceMs = 20
/** What others did between two slices in a row, from which on they are said to need the event loop. */
const busyMs = 0.2
/** Exchanges taken per millisecond, from which on the calls are said to need the machine. */
const busyRate = 1

interface Waiting {
  readonly weight: number
  /** Null until it was redacted. */
  exchange: Exchange | null
}

/**
 * A recorder. Reading, redacting and appending happen after the answer was sent, in slices. While the calls keep the
 * event loop busy they take about a twentieth of it, until half of the queue is in use: a burst is put off, a lasting load
 * is not. What waits is bounded, and what comes on top is lost and counted rather than held.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { store, clock } = options
  const waiting = new Set<Waiting>()
  let queue: (readonly [Observed, Waiting] | undefined)[] = []
  let next = 0
  let heldBytes = 0
  let scheduled: NodeJS.Immediate | NodeJS.Timeout | undefined
  let lastEnd = Number.POSITIVE_INFINITY
  let lastStart = Number.NEGATIVE_INFINITY
  let taken = 0
  let hurry = false
  let wake: (() => void) | undefined

  const release = (entry: Waiting): boolean => {
    if (!waiting.delete(entry)) return false
    heldBytes -= entry.weight
    if (waiting.size === 0) wake?.()
    return true
  }

  const lose = (entry: Waiting, reason: NotRecordedReason, message: string): void => {
    if (release(entry)) options.lost(reason, message, entry.exchange)
  }

  const append = async (entry: Waiting, exchange: Exchange): Promise<void> => {
    entry.exchange = exchange
    try {
      await store.append(exchange)
    } catch (error) {
      lose(entry, 'store-failed', messageOf(error))
      return
    }
    if (release(entry)) options.recorded(exchange)
  }

  const process = ([observed, entry]: readonly [Observed, Waiting]): void => {
    // The message of a failed redaction may quote what was to be redacted.
    const failed = (error: unknown): void =>
      lose(
        entry,
        'redaction-failed',
        `The exchange could not be read and redacted (${nameOf(error)}), so it was not kept.`,
      )
    try {
      const redacted = options.redact(options.read(observed))
      if (redacted instanceof Promise) redacted.then((exchange) => append(entry, exchange), failed)
      else void append(entry, redacted)
    } catch (error) {
      failed(error)
    }
  }

  const work = (): void => {
    scheduled = undefined
    const start = clock.tick()
    const isBusy = start - lastEnd > busyMs || taken > (start - lastStart) * busyRate
    lastStart = start
    taken = 0
    const isPressed = hurry || heldBytes >= options.queueBytes / 2
    const until = start + (isPressed ? pressedSliceMs : sliceMs)
    let now = start
    while (next < queue.length && now < until) {
      const item = queue[next]
      queue[next] = undefined
      next += 1
      if (item !== undefined && waiting.has(item[1])) process(item)
      now = clock.tick()
    }
    if (next === queue.length || next > 1024) {
      queue = queue.slice(next)
      next = 0
    }
    if (queue.length === next) {
      lastEnd = Number.POSITIVE_INFINITY
      return
    }
    const putOff = isBusy && !isPressed
    // After a pause nothing can be said about what others did.
    lastEnd = putOff ? Number.POSITIVE_INFINITY : now
    scheduled = putOff ? setTimeout(work, pauseMs) : setImmediate(work)
  }

  const abandon = (): void => {
    for (const entry of waiting) lose(entry, 'closed', 'The proxy was closed before the store had kept it.')
  }

  return {
    take(observed) {
      const weight = overheadBytes + observed.body.kept + (observed.answer?.body.kept ?? 0)
      if (heldBytes + weight > options.queueBytes) {
        options.lost('store-slow', 'The store is too slow: its queue (limits.queueBytes) is full.', null)
        return
      }
      observed.body.detach()
      observed.answer?.body.detach()
      const entry = { weight, exchange: null }
      heldBytes += weight
      taken += 1
      waiting.add(entry)
      queue.push([observed, entry])
      scheduled ??= setImmediate(work)
    },
    async settle(ms) {
      if (waiting.size === 0) return
      hurry = true
      const timer = setTimeout(abandon, ms)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      clearTimeout(timer)
    },
    abandon,
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
