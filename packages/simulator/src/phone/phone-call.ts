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

/** A call that a test, a person at a terminal or a crawler is on. */
export interface PhoneCall extends Line {
  readonly from: string
  readonly to: string
  readonly status: () => CallStatus
  /** What the call wants of the caller now; undefined while something is being done, and at the end. */
  readonly waitingFor: () => Waiting | undefined
  /** Lets time go on until the call wants something of the caller, or is over. */
  readonly settle: () => Promise<void>
  /**
   * Lets time go on until an event of this call, on any of its legs, fits; one that has happened already counts.
   * Rejects when the call is over before, or after `within` seconds (60).
   */
  readonly sees: (
    fits: (event: CallEvent) => boolean,
    options?: { readonly within?: number },
  ) => Promise<CallEvent>
  /** Lets time go on to the end of the call, and of all that it set going. */
  readonly ends: () => Promise<void>
  readonly isOver: () => boolean
  /** The events of this call, of all its legs, so far. */
  readonly events: () => readonly CallEvent[]
  /** What was said, played and pressed, line by line. */
  readonly transcript: string
  /** Everything that happened, with the time it happened at; the same for the same seed and script. */
  readonly timeline: readonly string[]
  /** The webhooks so far. */
  readonly exchanges: () => readonly Exchange[]
  /** The webhooks so far, as a recording. */
  readonly recording: () => Recording
}

/** The call of a leg, for whoever is on the line. */
export function createPhoneCall(simulation: Simulation, leg: Leg, line: ScriptedLine): PhoneCall {
  // Kept here, a history outlives the log's memory.
  const history = simulation.log.historyOf(leg.sid) ?? { legs: [leg.sid], events: [] }
  const transcript = (): string => transcriptOf(history.events, leg)
  const ends = async (): Promise<void> => {
    await line.until(() => leg.isOver)
    // Recordings are processed, and reported, after the call.
    while (simulation.pending.count > 0) await line.waits(1)
    await simulation.webhookQueue.idle()
  }
  /** A step is done when all that it set going has arrived, down to the last callback of a call it ended. */
  const step = async (work: Promise<void>): Promise<void> => {
    await work
    await (leg.isOver ? ends() : simulation.webhookQueue.idle())
  }
  /** A failure shows what had happened until then. */
  const told = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work
    } catch (error) {
      throw new Error(`${messageOf(error)}\n\n${transcript()}`, { cause: error })
    }
  }
  return {
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
      throw new Error(`The expected event did not happen.\n\n${transcript()}`)
    },
    connects: () => told(line.connects()),
    async hangup() {
      await line.hangup()
      await ends()
    },
    ends,
    hears: (pattern, options) => told(line.hears(pattern, options)),
    events: () => [...history.events],
    get transcript() {
      return transcript()
    },
    get timeline() {
      return timelineOf(history.events, leg)
    },
    exchanges: () => exchangesIn(history),
    recording: () => recordingOf(leg, history),
  }
}

function exchangesIn({ events }: CallHistory): readonly Exchange[] {
  return events
    .filter((event): event is EventOf<'webhook-answered'> => event.type === 'webhook-answered')
    .flatMap((event) => event.exchanges)
}

function recordingOf({ sid }: Leg, history: CallHistory): Recording {
  return {
    version: recordingVersion,
    callSid: sid,
    legs: legsOf(history),
    exchanges: exchangesIn(history),
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
