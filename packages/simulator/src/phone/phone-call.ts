import { messageOf } from '@ringback/common'
import { recordingVersion, type Exchange, type Recording } from '@ringback/recording'
import type { CallStatus } from '@ringback/catalog'
import type { CallEvent, EventOf, Waiting } from '../simulation/events.ts'
import type { Leg } from '../legs/leg.ts'
import { defaultPatience, type ScriptedLine } from '../legs/line.ts'
import type { Line } from '../legs/person.ts'
import type { Simulation } from '../simulation/simulation.ts'
import type { CallHistory } from '../simulation/event-log.ts'
import { timelineOf } from './timeline.ts'
import { transcriptOf } from './transcript.ts'

/** A call that a test, a person at a terminal or a crawler makes. */
export interface PhoneCall extends Line {
  readonly from: string
  readonly to: string
  readonly status: () => CallStatus
  /** What the call waits for now; undefined while it does something else, and at the end. */
  readonly waitingFor: () => Waiting | undefined
  /** Lets time pass until the call waits for the caller, or is over. */
  readonly settle: () => Promise<void>
  /**
   * Lets time pass until an event of this call, on any of its legs, matches; earlier events count too. Rejects when the
   * call ends first, or after `within` seconds (60).
   */
  readonly sees: (
    fits: (event: CallEvent) => boolean,
    options?: { readonly within?: number },
  ) => Promise<CallEvent>
  /** Lets time pass to the end of the call and of everything that it started. */
  readonly ends: () => Promise<void>
  readonly isOver: () => boolean
  /** The events of this call, of all its legs, so far. */
  readonly events: () => readonly CallEvent[]
  /** The transcript: what was said, played and pressed, line by line. */
  readonly transcript: string
  /** Every event with its time, line by line; the same for the same seed and script. */
  readonly timeline: readonly string[]
  /** The webhooks so far. */
  readonly exchanges: () => readonly Exchange[]
  /** The webhooks so far and the WebSockets that are closed, as a recording. */
  readonly recording: () => Recording
}

/** The call of a leg, for the person on the line. */
export function createPhoneCall(simulation: Simulation, leg: Leg, line: ScriptedLine): PhoneCall {
  // The history is kept here, since the log may delete it.
  const history = simulation.log.historyOf(leg.sid) ?? { legs: [leg.sid], events: [] }
  const transcript = (): string => transcriptOf(history.events, leg)
  const ends = async (): Promise<void> => {
    await line.until(() => leg.isOver)
    // Recordings are processed, and reported, after the call.
    while (simulation.pending.count > 0) await line.waits(1)
    await simulation.webhookQueue.idle()
  }
  /** A step is done when everything that it started has arrived, also the last callback of a call that it ended. */
  const step = async (work: Promise<void>): Promise<void> => {
    await work
    await (leg.isOver ? ends() : simulation.webhookQueue.idle())
  }
  /** Adds the transcript so far to a failure. */
  const told = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work
    } catch (error) {
      throw new Error(`${messageOf(error)}\n\n${transcript()}`, { cause: error })
    }
  }
  return Object.assign(new CallTexts(history, leg), {
    callSid: line.callSid,
    press: (keys, options) => step(line.press(keys, options)),
    say: (text, options) => step(line.say(text, options)),
    waits: (seconds) => step(line.waits(seconds)),
    transfers: (to) => step(line.transfers(to)),
    settle: () => step(line.settle()),
    from: leg.from,
    to: leg.to,
    status: () => leg.status,
    waitingFor: () => leg.waiting?.what,
    isOver: () => leg.isOver,
    async sees(fits, { within = defaultPatience } = {}) {
      const found = (): CallEvent | undefined => history.events.find(fits)
      await line.until(() => found() !== undefined, within)
      const event = found()
      if (event !== undefined) return event
      throw new Error(`The expected event did not happen in time.\n\n${transcript()}`)
    },
    connects: () => told(line.connects()),
    async hangup() {
      await line.hangup()
      await ends()
    },
    ends,
    hears: (pattern, options) => told(line.hears(pattern, options)),
    events: () => [...history.events],
    exchanges: () => exchangesIn(history),
    recording: () => recordingOf(leg, history),
  } satisfies Omit<PhoneCall, 'transcript' | 'timeline'>)
}

/** What a call can be read as. A class for the reason of `AllEvents`: getters of an object literal keep the call in memory. */
class CallTexts {
  readonly #history: CallHistory
  readonly #leg: Leg

  constructor(history: CallHistory, leg: Leg) {
    this.#history = history
    this.#leg = leg
  }

  get transcript(): string {
    return transcriptOf(this.#history.events, this.#leg)
  }

  get timeline(): readonly string[] {
    return timelineOf(this.#history.events, this.#leg)
  }
}

function exchangesIn({ events }: CallHistory): readonly Exchange[] {
  return events
    .filter((event): event is EventOf<'webhook-answered'> => event.type === 'webhook-answered')
    .flatMap((event) => event.exchanges)
}

function socketsIn({ events }: CallHistory): readonly Exchange[] {
  return events.flatMap((event) => (event.type === 'socket' ? [event.exchange] : []))
}

function recordingOf({ sid }: Leg, history: CallHistory): Recording {
  return {
    version: recordingVersion,
    callSid: sid,
    legs: legsOf(history),
    exchanges: [...exchangesIn(history), ...socketsIn(history)].toSorted((one, other) =>
      one.id < other.id ? -1 : 1,
    ),
  }
}

function legsOf({ legs, events }: CallHistory): Recording['legs'] {
  const parents = new Map(
    events.flatMap((event) =>
      event.type === 'call-started' ? [[event.callSid, event.parentCallSid] as const] : [],
    ),
  )
  return legs.map((callSid) => ({ callSid, parentCallSid: parents.get(callSid) ?? null }))
}
