import type { FormStyle, Parameters, WebhookKind } from '@ringback/catalog'
import type { ExchangeRequest, ExchangeResponse, Problem } from '@ringback/recording'
import type { Answer } from './answer.ts'

/**
 * What Twilio wants of the answer: TwiML (or what may stand for it), nothing, or the sound that a Play names.
 */
export type Expectation = 'twiml' | 'nothing' | 'media'

/** One webhook to send. */
export interface WebhookRequest {
  /** Null for the media of a Play, which is requested but is no webhook. */
  readonly kind: WebhookKind | null
  readonly method: 'GET' | 'POST'
  /** Absolute, as configured: userinfo and a fragment with connection overrides may stand in it. */
  readonly url: string
  readonly parameters: Parameters
  /** How spaces are written in the form. By default `plus` where an answer is expected, `percent` on callbacks. */
  readonly style?: FormStyle | undefined
  /** The form exactly as it is sent, in place of the encoded parameters. */
  readonly form?: string | undefined
  /** Cookies are kept per call. Without a SID none are kept. */
  readonly callSid?: string
  /** `no-store`: answers to GET requests are neither taken out of Twilio's cache nor put into it. */
  readonly cache?: 'default' | 'no-store'
  /** By default what the kind calls for. */
  readonly expects?: Expectation
}

/** One request on the wire with what came of it: every try and every redirect is one. */
export interface Hop {
  readonly request: ExchangeRequest
  readonly response: ExchangeResponse | null
  /** Milliseconds since 1970 on the client's clock. */
  readonly startedAt: number
  readonly durationMs: number
  readonly problem: Problem | null
}

/** What became of a webhook. The app cannot make sending throw: what it does wrong is a problem here. */
export interface WebhookOutcome {
  readonly sent: WebhookRequest
  /** In order, one at least unless the URL was no URL. */
  readonly hops: readonly Hop[]
  /** The URL of the document that answered, after redirects: what relative URLs in it resolve against. */
  readonly documentUrl: string
  /** Null after a problem, and for callbacks. */
  readonly answer: Answer | null
  /** What Twilio's debugger would log as the failure of this webhook. */
  readonly problem: Problem | null
  /** What it would log beside that, such as connection overrides it cannot read. */
  readonly warnings: readonly Problem[]
}
