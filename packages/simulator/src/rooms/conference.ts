import type { Leg } from '../legs/leg.ts'
import type { Scope } from '../simulation/scope.ts'

/** One leg in a conference. */
export interface Participant {
  readonly leg: Leg
  readonly label: string | undefined
  readonly muted: boolean
  readonly startsConference: boolean
  readonly endsConference: boolean
  readonly coaching: boolean
  /** Ends when the conference begins. */
  readonly waiting: Scope
  /** Called when the conference is over. */
  ended: () => void
}

/** The status callback of a conference; the first participant sets it. */
export interface ConferenceSubscription {
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** The words of `statusCallbackEvent`. */
  readonly events: readonly string[]
}

/** A conference. */
export interface Conference {
  readonly name: string
  readonly sid: string
  readonly participants: Participant[]
  readonly subscription: ConferenceSubscription | undefined
  hasStarted: boolean
  startedAt: number | undefined
  /** The number of the next event. */
  sequence: number
}
