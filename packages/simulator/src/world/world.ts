import type { Clock, Ids } from '@ringback/twilio-client'
import type { TwilioClient } from '@ringback/twilio-client/node'
import type { Duplex } from 'node:stream'
import type { Exchange } from '@ringback/recording'
import type { Conference } from './conference.ts'
import type { EventLog } from './event-log.ts'
import type { NewEvent } from './events.ts'
import type { Lane } from './lane.ts'
import type { Leg, Target } from './leg.ts'
import type { People } from './people.ts'
import type { Queue } from './queue.ts'
import type { Unknowns } from './unknowns.ts'

/** One virtual account: its legs, queues and conferences, and the ports that they run on. */
export interface World {
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
  readonly lane: Lane
  readonly log: EventLog
  readonly people: People
  readonly unknowns: Unknowns
  /** Where TwiML Apps are, by their SID. */
  readonly applications: Readonly<Record<string, Target>>
  readonly startedAt: number
  readonly recorder: Exchange['provenance']['recorder']
  readonly nextExchangeId: (startedAt: number) => string
  /** What is still to come of calls that may be over: recordings that are processed, verdicts. */
  readonly pending: { count: number }
  /** By CallSid. */
  readonly legs: Map<string, Leg>
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
export function emit(world: World, leg: Pick<Leg, 'sid'>, event: NewEvent): void {
  world.log.add({ at: world.clock.now() - world.startedAt, callSid: leg.sid, ...event })
}
