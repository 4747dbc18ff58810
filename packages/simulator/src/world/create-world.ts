import { appBaseOf, type Clock, seededIds } from '@ringback/twilio-client'
import { createTwilioClient, transportOf, type TwilioClientOptions } from '@ringback/twilio-client/node'
import { sidPrefix } from '@ringback/catalog'
import { virtualClock } from '../ports/virtual-clock.ts'
import { createEventLog } from './event-log.ts'
import { runningExchangeIds } from './exchanges.ts'
import { createLane } from './lane.ts'
import type { Target } from './leg.ts'
import type { People } from './people.ts'
import { defaultUnknowns, type Unknowns } from './unknowns.ts'
import type { World } from './world.ts'

/** What a virtual account is made of. Only the auth token has no default. */
export interface WorldOptions extends Omit<TwilioClientOptions, 'clock' | 'ids'> {
  /** Default: virtual time. */
  readonly clock?: Clock
  /** Every id follows from it. Default: 1. */
  readonly seed?: number
  /** Default: a SID drawn from the seed. */
  readonly accountSid?: string
  /** Who answers when the app dials. Default: everybody answers after 3 s and listens. */
  readonly people?: People
  /** Where TwiML Apps are that the app dials, by their SID. */
  readonly applications?: Readonly<Record<string, Target>>
  /** What the facts leave open. */
  readonly unknowns?: Partial<Unknowns>
  /** Whether webhooks wait for each other. Default: `one-at-a-time` in virtual time, `at-once` in real time. */
  readonly webhooks?: 'one-at-a-time' | 'at-once'
  /** Seconds that a medium plays whose length cannot be seen. Default: 10. */
  readonly mediaSeconds?: number
  /** Documents in a row that let no time pass, after which the call is stopped. Default: 50. */
  readonly maxDocumentsAtOnce?: number
  /** Default: Twilio's 4 hours. */
  readonly maxCallSeconds?: number
  /** Who made the exchanges, in recordings. Default: `simulator`. */
  readonly recorder?: World['recorder']
}

/** A virtual account without calls. */
export function createWorld(options: WorldOptions): World {
  const { clock = virtualClock(), seed = 1 } = options
  const ids = seededIds(seed)
  const isVirtual = 'pending' in clock
  const { app } = options
  const transport = transportOf(options)
  return {
    accountSid: options.accountSid ?? ids.sid(sidPrefix.account),
    authToken: options.authToken,
    client: createTwilioClient({
      ...options,
      app: typeof app === 'string' ? app : undefined,
      transport,
      clock,
      ids,
    }),
    address: {
      publicUrl: options.publicUrl,
      upstreamUrl: typeof app === 'string' ? appBaseOf(app) : undefined,
      allowRemote: options.allowRemote ?? false,
      connect: transport.connect,
    },
    clock,
    ids,
    lane: createLane(clock, options.webhooks ?? (isVirtual ? 'one-at-a-time' : 'at-once')),
    log: createEventLog(),
    people: options.people ?? {},
    unknowns: { ...defaultUnknowns, ...options.unknowns },
    applications: options.applications ?? {},
    startedAt: clock.now(),
    recorder: options.recorder ?? 'simulator',
    nextExchangeId: runningExchangeIds(),
    pending: { count: 0 },
    remoteMedia: new Set(),
    legs: new Map(),
    queues: new Map(),
    conferences: new Map(),
    mediaSeconds: options.mediaSeconds ?? 10,
    maxDocumentsAtOnce: options.maxDocumentsAtOnce ?? 50,
    maxCallSeconds: options.maxCallSeconds ?? 14_400,
  }
}
