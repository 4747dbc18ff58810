import { createEventQueue } from '@ringback/common'
import type { CallEvent } from './events.ts'

/** The history of one call, with all legs that were dialled from it. */
export interface CallHistory {
  /** The SIDs of its legs, in the order in which they began; the first is the call's own. */
  readonly legs: readonly string[]
  /** The events of all its legs, in order. */
  readonly events: readonly CallEvent[]
}

/**
 * The events of a simulation. An iteration always starts with the first event that is kept, and ends when the log is
 * closed.
 */
export interface EventLog extends AsyncIterable<CallEvent> {
  /** The events that are kept, in order. */
  readonly all: readonly CallEvent[]
  readonly add: (event: CallEvent) => void
  /** The history of a leg's call, which grows with the call; undefined when it is not kept. */
  readonly historyOf: (callSid: string) => CallHistory | undefined
  /** Calls `listener` for every future event. The returned function stops that. */
  readonly listen: (listener: (event: CallEvent) => void) => () => void
  /** The same for the events of one leg. */
  readonly listenTo: (callSid: string, listener: (event: CallEvent) => void) => () => void
  /** Closes the log: iterations end. */
  readonly close: () => void
}

/** How much a log keeps. */
export interface EventLogOptions {
  /** Number of finished calls whose events are kept; older ones are deleted. */
  readonly keptCalls: number
  /** Called with the legs of a call that is deleted. */
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
  return Object.assign(new AllEvents(kept.all), {
    historyOf: kept.historyOf,
    add(event) {
      kept.add(event)
      // Record what a person has heard before a condition on it is checked.
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
    async *[Symbol.asyncIterator](): AsyncGenerator<CallEvent, undefined, undefined> {
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
      return undefined
    },
  } satisfies Omit<EventLog, 'all'>)
}

/**
 * Has the events that are kept. A class, since V8 keeps the getter of an object literal in the hidden class of the object, and with it
 * the whole call, until a collection of the old generation: a third of the time of a load.
 */
class AllEvents {
  readonly #kept: () => readonly CallEvent[]

  constructor(kept: () => readonly CallEvent[]) {
    this.#kept = kept
  }

  get all(): readonly CallEvent[] {
    return this.#kept()
  }
}

interface GrowingHistory {
  readonly legs: string[]
  readonly events: CallEvent[]
  isForgotten: boolean
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
  /** The history of each of them: looking it up by the event would take most of the time of forgetting. */
  let owners: (GrowingHistory | undefined)[] = []
  const histories = new Map<string, GrowingHistory>()
  const finished: GrowingHistory[] = []
  let forgottenCalls = 0

  function forgetOldest(): void {
    const oldest = finished.shift()
    if (oldest === undefined) return
    oldest.isForgotten = true
    for (const leg of oldest.legs) histories.delete(leg)
    forgotten(oldest.legs)
    forgottenCalls += 1
    // Deleting only from time to time keeps the work per call constant.
    if (forgottenCalls <= keptCalls) return
    forgottenCalls = 0
    const isKept = (owner: GrowingHistory | undefined): boolean => owner?.isForgotten === false
    all = all.filter((_, place) => isKept(owners[place]))
    owners = owners.filter(isKept)
  }

  return {
    all: () => all,
    historyOf: (callSid) => histories.get(callSid),
    add(event) {
      all.push(event)
      const { callSid } = event
      if (event.type === 'call-started') {
        const parent = event.parentCallSid === null ? undefined : histories.get(event.parentCallSid)
        const history = parent ?? { legs: [], events: [], isForgotten: false }
        history.legs.push(callSid)
        histories.set(callSid, history)
      }
      const history = histories.get(callSid)
      owners.push(history)
      history?.events.push(event)
      if (event.type !== 'ended' || history?.legs[0] !== callSid) return
      finished.push(history)
      if (finished.length > keptCalls) forgetOldest()
    },
  }
}
