import { createEventQueue } from '@ringback/common'
import type { CallEvent } from './events.ts'

/** What happened on one call, with all legs that were dialled from it. */
export interface CallHistory {
  /** The SIDs of its legs, in the order in which they began; the first is the call's own. */
  readonly legs: readonly string[]
  /** The events of all its legs, in order. */
  readonly events: readonly CallEvent[]
}

/**
 * The events of a simulation. An iteration starts with the first event that is kept, whenever it is begun, and ends when
 * the log is closed.
 */
export interface EventLog extends AsyncIterable<CallEvent> {
  /** The events that are kept, in order. */
  readonly all: readonly CallEvent[]
  readonly add: (event: CallEvent) => void
  /** The history of the call that a leg belongs to; undefined when nothing of it is kept. It grows with the call. */
  readonly historyOf: (callSid: string) => CallHistory | undefined
  /** Calls `listener` for every event to come; the function that comes back ends that. */
  readonly listen: (listener: (event: CallEvent) => void) => () => void
  /** The same for the events of one leg. */
  readonly listenTo: (callSid: string, listener: (event: CallEvent) => void) => () => void
  /** No more events: iterations end. */
  readonly close: () => void
}

/** How much a log keeps. */
export interface EventLogOptions {
  /** Calls that are over whose events are kept; those of older ones are forgotten. */
  readonly keptCalls: number
  /** Is told of the legs of a call that is forgotten. */
  readonly forgotten: (legs: readonly string[]) => void
}

type Listener = (event: CallEvent) => void

/** An empty log. */
export function createEventLog({ keptCalls, forgotten }: EventLogOptions): EventLog {
  const kept = createKeptEvents(keptCalls, forgotten)
  const listeners = new Set<Listener>()
  const legListeners = new Map<string, Set<Listener>>()
  const closers = new Set<() => void>()
  let isClosed = false
  const listen = (listener: Listener): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    get all() {
      return kept.all()
    },
    historyOf: kept.historyOf,
    add(event) {
      kept.add(event)
      // What a person has heard is known before anybody looks whether it was heard.
      for (const listener of legListeners.get(event.callSid) ?? []) listener(event)
      for (const listener of listeners) listener(event)
    },
    listen,
    listenTo(callSid, listener) {
      const ofLeg = legListeners.get(callSid) ?? new Set()
      legListeners.set(callSid, ofLeg.add(listener))
      return () => {
        ofLeg.delete(listener)
        if (ofLeg.size === 0) legListeners.delete(callSid)
      }
    },
    close() {
      isClosed = true
      for (const close of closers) close()
    },
    async *[Symbol.asyncIterator]() {
      const queue = createEventQueue<CallEvent>()
      for (const event of kept.all()) queue.push(event)
      const end = (): void => queue.end()
      const stop = listen(queue.push)
      closers.add(end)
      if (isClosed) end()
      try {
        yield* queue
      } finally {
        stop()
        closers.delete(end)
      }
    },
  }
}

interface GrowingHistory {
  readonly legs: string[]
  readonly events: CallEvent[]
}

/** The events of the calls in progress, and of the last `keptCalls` that are over. */
function createKeptEvents(
  keptCalls: number,
  forgotten: EventLogOptions['forgotten'],
): {
  readonly all: () => readonly CallEvent[]
  readonly add: (event: CallEvent) => void
  readonly historyOf: (callSid: string) => CallHistory | undefined
} {
  let all: CallEvent[] = []
  const histories = new Map<string, GrowingHistory>()
  const finished: GrowingHistory[] = []
  let forgottenCalls = 0

  function forgetOldest(): void {
    const oldest = finished.shift()
    if (oldest === undefined) return
    for (const leg of oldest.legs) histories.delete(leg)
    forgotten(oldest.legs)
    forgottenCalls += 1
    // Sweeping once in a while keeps the work for each call the same.
    if (forgottenCalls <= keptCalls) return
    forgottenCalls = 0
    all = all.filter(({ callSid }) => histories.has(callSid))
  }

  return {
    all: () => all,
    historyOf: (callSid) => histories.get(callSid),
    add(event) {
      all.push(event)
      const { callSid } = event
      if (event.type === 'call-started') {
        const parent = event.parentCallSid === null ? undefined : histories.get(event.parentCallSid)
        const history = parent ?? { legs: [], events: [] }
        history.legs.push(callSid)
        histories.set(callSid, history)
      }
      const history = histories.get(callSid)
      history?.events.push(event)
      if (event.type !== 'ended' || history?.legs[0] !== callSid) return
      finished.push(history)
      if (finished.length > keptCalls) forgetOldest()
    },
  }
}
