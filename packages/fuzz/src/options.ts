import type { TwilioClientOptions } from '@ringback/twilio-client/node'
import type { WebhookKind } from '@ringback/catalog'
import type { Recording } from '@ringback/recording'
import type { FindingStore } from './finding.ts'

/** A URL of the app that answers a kind of webhook. */
export interface RouteOption {
  readonly kind: WebhookKind
  readonly url: string
  /** Default: the method that Twilio uses for the kind. */
  readonly method?: 'GET' | 'POST'
}

/** How the app is reached, and by whom. */
export type ReachOptions = Pick<
  TwilioClientOptions,
  'authToken' | 'transport' | 'publicUrl' | 'app' | 'allowRemote' | 'timeouts'
>

export interface FuzzOptions extends ReachOptions {
  /** The Voice URL of the number, as Twilio would request and sign it. */
  readonly voiceUrl: string
  /** The method of the Voice URL. Default: POST. */
  readonly method?: 'GET' | 'POST'
  /** The status callback URL of the number. */
  readonly statusCallback?: string
  /** More URLs, for kinds that no document of the app leads to: outbound calls, the fallback URL. */
  readonly routes?: readonly RouteOption[]
  /** Random webhooks to send, beside those of the other phases. Default: 500. */
  readonly runs?: number
  /** Milliseconds after which the run ends with what it has. Default: none. */
  readonly maxTimeMs?: number
  /** The same seed sends the same webhooks. Default: 0. */
  readonly seed?: number
  /** Names of checks and probes to run. Default: all. */
  readonly checks?: readonly string[]
  /** Milliseconds that an answer may take before it is a warning. */
  readonly budgetMs?: number
  /** Requests in flight. Default: 8. */
  readonly concurrency?: number
  /** Calls that were recorded; their webhooks are sent first. */
  readonly recordings?: readonly Recording[]
  /** Makes the app forget what it was told; called before each phase. */
  readonly reset?: () => void | Promise<void>
  /** Where findings are kept. Default: nowhere. */
  readonly store?: FindingStore
  /** Ends the run with what it has. */
  readonly signal?: AbortSignal
}
