import type { Clock, Ids } from '@ringback/twilio-client'
import type { TwilioClient } from '@ringback/twilio-client/node'
import type { Exchange } from '@ringback/recording'
import type { AppAddress } from './app-address.ts'
import type { Conference } from '../rooms/conference.ts'
import type { EventLog } from './event-log.ts'
import type { CallEvent, EventBase, NewEvent } from './events.ts'
import type { WebhookQueue } from './webhook-queue.ts'
import type { Leg, Target } from '../legs/leg.ts'
import type { People } from '../legs/person.ts'
import type { Queue } from '../rooms/queue.ts'
import type { UndocumentedChoices } from './undocumented-choices.ts'

/** One virtual account: its legs, queues and conferences, and the ports that they run on. */
export interface Simulation {
  readonly accountSid: string
  readonly authToken: string
  readonly client: TwilioClient
  /** The address of the app, for WebSockets, which the client does not open. */
  readonly address: AppAddress
  readonly clock: Clock
  readonly ids: Ids
  readonly webhookQueue: WebhookQueue
  readonly log: EventLog
  readonly people: People
  readonly undocumented: UndocumentedChoices
  /** The URLs of TwiML Apps, by their SID. */
  readonly applications: Readonly<Record<string, Target>>
  readonly startedAt: number
  readonly recorder: Exchange['provenance']['recorder']
  readonly nextExchangeId: (startedAt: number) => string
  /** Pending work of calls that may be over: processing of recordings, results of machine detection. */
  readonly pending: { count: number }
  /** By CallSid. */
  readonly legs: Map<string, Leg>
  /** The calls that are not over. */
  readonly runningLegs: Set<Leg>
  /** By name. */
  readonly queues: Map<string, Queue>
  /** By name; only those that have not ended. */
  readonly conferences: Map<string, Conference>
  /** URLs of sounds on other machines that were checked before. */
  readonly remoteMedia: Set<string>
  /** How fast the agent of a ConversationRelay speaks. */
  readonly wordsPerMinute: number
  /** Milliseconds of real time that an app on a WebSocket may take to begin an answer, while virtual time stands still. */
  readonly answerPatienceMs: number
  /** Seconds that a sound of unknown length takes. */
  readonly mediaSeconds: number
  /** Documents in a row, with no time passing, after which ringback stops a call. */
  readonly maxDocumentsAtOnce: number
  /** The longest a call lasts, in seconds. */
  readonly maxCallSeconds: number
}

/** Adds an event of a leg to the log: `event` itself, which is completed. */
export function emit(simulation: Simulation, leg: Pick<Leg, 'sid'>, event: NewEvent): void {
  // With its time and leg it is a CallEvent; copying it would be most of the work.
  const happened = event as { -readonly [Name in keyof EventBase]?: EventBase[Name] } & NewEvent
  happened.at = simulation.clock.now() - simulation.startedAt
  happened.callSid = leg.sid
  simulation.log.add(happened as CallEvent)
}

/** Adds a new leg. */
export function addLeg({ legs, runningLegs }: Simulation, leg: Leg): void {
  legs.set(leg.sid, leg)
  runningLegs.add(leg)
}
