import { type Clock, seededIds } from '@ringback/twilio-client'
import {
  createTwilioClient,
  transportOf,
  type TwilioClient,
  type TwilioClientOptions,
} from '@ringback/twilio-client/node'
import { limits, sidPrefix } from '@ringback/catalog'
import { virtualClock } from '../ports/virtual-clock.ts'
import { appAddressOf } from './app-address.ts'
import { createEventLog } from './event-log.ts'
import { runningExchangeIds } from '../webhooks/exchanges.ts'
import { createWebhookQueue } from './webhook-queue.ts'
import type { Leg, Target } from '../legs/leg.ts'
import type { People } from '../legs/person.ts'
import { defaultUndocumentedChoices, type UndocumentedChoices } from './undocumented-choices.ts'
import type { Simulation } from './simulation.ts'

/** The options of a virtual account. Only the auth token has no default. */
export interface SimulationOptions extends Omit<TwilioClientOptions, 'clock' | 'ids'> {
  /** Default: virtual time. */
  readonly clock?: Clock
  /** All ids are derived from it. Default: 1. */
  readonly seed?: number
  /** Default: a SID drawn from the seed. */
  readonly accountSid?: string
  /** The people who answer when the app dials. Default: everybody answers after 3 s and listens. */
  readonly people?: People
  /** The URLs of the TwiML Apps that the app dials, by their SID. */
  readonly applications?: Readonly<Record<string, Target>>
  /** Choices where Twilio's behaviour is not documented. */
  readonly undocumented?: Partial<UndocumentedChoices>
  /** Whether webhooks wait for each other. Default: `one-at-a-time` in virtual time, `at-once` in real time. */
  readonly webhooks?: 'one-at-a-time' | 'at-once'
  /** Seconds that a sound of unknown length plays. Default: 10. */
  readonly mediaSeconds?: number
  /** How fast the agent of a ConversationRelay speaks. Default: 200 words a minute, about what was measured. */
  readonly wordsPerMinute?: number
  /**
   * Milliseconds of real time that an app on a WebSocket may take to begin an answer to what the caller said, while
   * virtual time stands still. Default: 1,000.
   */
  readonly answerPatienceMs?: number
  /** Documents in a row without a pause, after which the call is stopped. Default: 50. */
  readonly maxDocumentsAtOnce?: number
  /** Default: Twilio's 4 hours. */
  readonly maxCallSeconds?: number
  /** Number of finished calls whose events are kept; older ones are deleted. Default: 1,000. */
  readonly keptCalls?: number
  /** The `recorder` of the exchanges in recordings. Default: `simulator`. */
  readonly recorder?: Simulation['recorder']
}

/**
 * Creates a virtual account without calls. `shared`: the client that sends its requests, where several accounts have one; its
 * options win over those given here.
 */
export function createSimulation(options: SimulationOptions, shared?: TwilioClient): Simulation {
  const { clock = virtualClock(), seed = 1 } = options
  const ids = seededIds(seed)
  const isVirtual = 'pending' in clock
  const { app } = options
  const transport = transportOf(options)
  const legs = new Map<string, Leg>()
  return {
    accountSid: options.accountSid ?? ids.sid(sidPrefix.account),
    authToken: options.authToken,
    client:
      shared ??
      createTwilioClient({
        ...options,
        app: typeof app === 'string' ? app : undefined,
        transport,
        clock,
        ids,
      }),
    address: appAddressOf(options, transport),
    clock,
    ids,
    webhookQueue: createWebhookQueue(clock, options.webhooks ?? (isVirtual ? 'one-at-a-time' : 'at-once')),
    log: createEventLog({
      keptCalls: options.keptCalls ?? 1000,
      forgotten: (sids) => {
        for (const sid of sids) legs.delete(sid)
      },
    }),
    people: options.people ?? {},
    undocumented: { ...defaultUndocumentedChoices, ...options.undocumented },
    applications: options.applications ?? {},
    startedAt: clock.now(),
    recorder: options.recorder ?? 'simulator',
    nextExchangeId: runningExchangeIds(seed),
    pending: { count: 0 },
    remoteMedia: new Set(),
    legs,
    runningLegs: new Set(),
    queues: new Map(),
    conferences: new Map(),
    wordsPerMinute: options.wordsPerMinute ?? 200,
    answerPatienceMs: options.answerPatienceMs ?? 1000,
    mediaSeconds: options.mediaSeconds ?? 10,
    maxDocumentsAtOnce: options.maxDocumentsAtOnce ?? 50,
    maxCallSeconds: options.maxCallSeconds ?? limits.callSeconds.default,
  }
}
