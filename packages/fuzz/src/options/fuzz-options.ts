import type { AppOptions, TwilioClientOptions } from '@ringback/twilio-client/node'
import type { CallValues } from '@ringback/arbitraries'
import type { WebhookKind } from '@ringback/catalog'
import type { Recording } from '@ringback/recording'
import type { FindingStore } from '../findings/finding.ts'

/** A URL of the app that answers a kind of webhook. */
export interface RouteOption {
  readonly kind: WebhookKind
  /** Absolute, or a path below the public URL. */
  readonly url: string
  /** Default: the method that Twilio uses for the kind. */
  readonly method?: 'GET' | 'POST'
}

/** The address of the app, and how requests to it are signed. */
export interface AppAccess
  extends AppOptions, Pick<TwilioClientOptions, 'authToken' | 'allowRemote' | 'timeouts'> {
  /**
   * What Twilio would request and sign. Requests below it go to `app`. Default: `app`, or the origin of the Voice URL.
   */
  readonly publicUrl?: string
}

/** The options of `fuzz`: the app, its URLs, and the limits of the run. */
export interface FuzzOptions extends AppAccess {
  /** The Voice URL of the number, absolute or a path below the public URL. Default: `/voice`. */
  readonly voiceUrl?: string
  /** The method of the Voice URL. Default: POST. */
  readonly method?: 'GET' | 'POST'
  /** The status callback URL of the number, absolute or a path below the public URL. */
  readonly statusCallback?: string
  /** More URLs, for kinds that no TwiML of the app causes: outbound calls, the fallback URL. */
  readonly routes?: readonly RouteOption[]
  /** Who calls whom in the webhooks, and values of other parameters. Default: invented ones. */
  readonly call?: CallValues
  /** Random webhooks to send, beside those of the other phases. Default: 500. */
  readonly runs?: number
  /** Milliseconds after which the run ends with the results so far. Default: no limit. */
  readonly maxTimeMs?: number
  /** The same seed sends the same webhooks. Default: 0. */
  readonly seed?: number
  /** Names of the checks and probes to run. Default: all. */
  readonly checks?: readonly string[]
  /** Milliseconds that an answer may take before it is a warning. */
  readonly budgetMs?: number
  /** Requests in flight at a time. Default: 8. */
  readonly concurrency?: number
  /** Recorded calls; their webhooks are sent first. */
  readonly recordings?: readonly Recording[]
  /** Resets the app's state; called before each phase. */
  readonly reset?: () => void | Promise<void>
  /** Where findings are stored. Default: not stored. */
  readonly store?: FindingStore
  /** Ends the run with the results so far. */
  readonly signal?: AbortSignal
}
