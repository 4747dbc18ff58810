import type { Clock, Ids } from '@ringback/twilio-client'
import type { TwilioClient } from '@ringback/twilio-client/node'
import type { Duplex } from 'node:stream'
import type { Exchange } from '@ringback/recording'
import type { Conference } from '../rooms/conference.ts'
import type { EventLog } from './event-log.ts'
import type { NewEvent } from './events.ts'
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
  /** Where the app is, for what is not sent by the client: WebSockets. */
  readonly address: {
    readonly publicUrl: string | undefined
    readonly upstreamUrl: string | undefined
    readonly allowRemote: boolean
    readonly connect: (() => Duplex) | undefined
  }
  readonly clock: Clock
  readonly ids: Ids
  readonly webhookQueue: WebhookQueue
  readonly log: EventLog
  readonly people: People
  readonly undocumented: UndocumentedChoices
  /** Where TwiML Apps are, by their SID. */
  readonly applications: Readonly<Record<string, Target>>
  readonly startedAt: number
  readonly recorder: Exchange['provenance']['recorder']
  readonly nextExchangeId: (startedAt: number) => string
  /** What is still to come of calls that may be over: recordings that are processed, verdicts. */
  readonly pending: { count: number }
  /** By CallSid. */
  readonly legs: Map<string, Leg>
  /** Those that are not over. */
  readonly runningLegs: Set<Leg>
  /** By name. */
  readonly queues: Map<string, Queue>
  /** By name, those that have not ended. */
  readonly conferences: Map<string, Conference>
  /** URLs of media on other machines, which nobody asks for a second time. */
  readonly remoteMedia: Set<string>
  /** Seconds that a medium takes whose length cannot be seen. */
  readonly mediaSeconds: number
  /** Documents in a row, with no time passing, after which ringback stops a call. */
  readonly maxDocumentsAtOnce: number
  /** The longest a call lasts, in seconds. */
  readonly maxCallSeconds: number
}

/** Adds an event of a leg to the log. */
export function emit(simulation: Simulation, leg: Pick<Leg, 'sid'>, event: NewEvent): void {
  simulation.log.add({ at: simulation.clock.now() - simulation.startedAt, callSid: leg.sid, ...event })
}

/** Takes in a new leg. */
export function addLeg({ legs, runningLegs }: Simulation, leg: Leg): void {
  legs.set(leg.sid, leg)
  runningLegs.add(leg)
}
