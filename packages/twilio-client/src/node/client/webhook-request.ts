import type { FormStyle, Parameters, WebhookKind } from '@ringback/catalog'
import type { ExchangeRequest, ExchangeResponse, Problem } from '@ringback/recording'
import type { Answer } from './answer.ts'

/** What Twilio expects as the answer: TwiML (or text or a sound in its place), nothing, or the sound of a Play. */
export type Expectation = 'twiml' | 'nothing' | 'media'

/** One webhook to send. */
export interface WebhookRequest {
  /** Null for the media of a Play, which is requested but is not a webhook. */
  readonly kind: WebhookKind | null
  readonly method: 'GET' | 'POST'
  /** Absolute, as configured: it may have userinfo, and a fragment with connection overrides. */
  readonly url: string
  readonly parameters: Parameters
  /** How spaces are written in the form. By default `plus` where an answer is expected, `percent` on callbacks. */
  readonly style?: FormStyle | undefined
  /** The form exactly as it is sent, in place of the encoded parameters. */
  readonly form?: string | undefined
  /** Cookies are kept per call. Without a SID none are kept. */
  readonly callSid?: string
  /** The same for every delivery of one request. Default: a new one. */
  readonly idempotencyToken?: string | undefined
  /** `no-store`: answers to GET requests are neither taken out of Twilio's cache nor put into it. */
  readonly cache?: 'default' | 'no-store'
  /** Default: what the kind expects. */
  readonly expects?: Expectation
}

/** One request and its result: every attempt and every redirect is one. */
export interface Hop {
  readonly request: ExchangeRequest
  readonly response: ExchangeResponse | null
  /** Milliseconds since 1970 on the client's clock. */
  readonly startedAt: number
  readonly durationMs: number
  readonly problem: Problem | null
}

/** The result of a webhook. Errors of the app do not make sending throw: they are problems here. */
export interface WebhookOutcome {
  readonly sent: WebhookRequest
  /** In order; at least one unless the URL was invalid. */
  readonly hops: readonly Hop[]
  /** The URL of the document that answered, after redirects: what relative URLs in it resolve against. */
  readonly documentUrl: string
  /** What Twilio takes for the answer: that of the last request, or after a 304 what it has in its cache. Null when nothing came back. */
  readonly received: ExchangeResponse | null
  /** Null after a problem, and for callbacks. */
  readonly answer: Answer | null
  /** What Twilio's debugger would log as the failure of this webhook. */
  readonly problem: Problem | null
  /** What it would also log, such as connection overrides that are not valid. */
  readonly warnings: readonly Problem[]
}
