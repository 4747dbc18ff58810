import type { WebhookKind } from '@ringback/catalog'
import type { SocketLog } from './socket/socket.ts'

/** Header names and values as they stood on the wire: order, case and repetitions kept. */
export type Headers = readonly (readonly [name: string, value: string])[]

/**
 * A body. `text` when the bytes are valid UTF-8 (the usual case, so that a recording can be read and
 * diffed), else `base64`. Decoding gives the exact bytes back.
 */
export type Body =
  | { readonly text: string; readonly truncatedAt?: number }
  | { readonly base64: string; readonly truncatedAt?: number }

/** A request as it was observed. */
export interface ExchangeRequest {
  readonly method: string
  /** The public URL: what Twilio requested and signed, query string included. */
  readonly url: string
  readonly headers: Headers
  readonly body: Body
}

/** The answer as it was observed. */
export interface ExchangeResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

/**
 * What the recorder found when it checked X-Twilio-Signature. `unchecked`: it had no auth token or was
 * told not to look; `missing`: no header.
 */
export type SignatureVerdict = 'valid' | 'invalid' | 'missing' | 'unchecked'

/** Why a signature did not match, or why an app probably refused one that did, as the recorder found it. */
export interface SignatureCause {
  /** Causes as `explain` of @ringback/signature names them; empty when nothing explained it. */
  readonly codes: readonly string[]
  readonly message: string
  /** The public URL that the recorder has to be given for the signature to match, where that helps. */
  readonly publicUrl?: string
  /** What else to change. */
  readonly change?: string
}

/** What went wrong between Twilio and the app, as Twilio would see it. */
export interface Problem {
  /** `app-down`, `app-timeout`, `answer-cut-short`, `client-gone`, `body-too-large`, `malformed-http`, ... */
  readonly code: string
  readonly message: string
  /** What Twilio's debugger would log. */
  readonly twilioCode?: number
}

/** The source of exchanges in which the app asks Twilio's REST API for something. */
export const restApiSource = 'rest-api'

/** Who observed an exchange. */
export interface Provenance {
  readonly recorder: 'proxy' | 'simulator' | 'replay' | 'fuzz' | 'import'
  /** Version of the recorder. */
  readonly version: string
  /** Free text: a HAR file's name, the source of a captured webhook. */
  readonly source?: string
}

/** How many values of each class were replaced, and under which key. */
export interface RedactionSummary {
  /** A short fingerprint of the key: the same fingerprint means the same pseudonyms. */
  readonly keyId: string
  readonly replaced: Readonly<Record<string, number>>
  /** What a replay noted that sent the redacted request beside the original one; absent before that. Of one exchange only. */
  readonly withPseudonyms?: PseudonymVerdict
  /**
   * Where that is `different`: what the app answered to the redacted request, redacted. Absent where its redaction would
   * show as a change without the key.
   */
  readonly answerToPseudonyms?: ExchangeResponse
}

/**
 * How an app answers a redacted request, compared with the recorded answer. `same`: alike, but for numbers and SIDs.
 * `same-with-key`: alike once the new answer is redacted under the key. `different`: the answer depends on a redacted value.
 */
export type PseudonymVerdict = 'same' | 'same-with-key' | 'different'

/** One observed request with its answer, timing and provenance. */
export interface Exchange {
  /** Unique, and sorts by time as text. */
  readonly id: string
  /** The webhook kind, or null when the request could not be classified. */
  readonly kind: WebhookKind | null
  /** The call this exchange belongs to; null when the webhook names none. */
  readonly callSid: string | null
  /** The leg that dialled this one. */
  readonly parentCallSid: string | null
  /** ISO 8601, UTC, with milliseconds: when the first byte of the request was seen. */
  readonly startedAt: string
  /** Milliseconds from `startedAt` to the last byte of the answer. */
  readonly durationMs: number
  readonly request: ExchangeRequest
  /** Null when no answer came back. */
  readonly response: ExchangeResponse | null
  readonly signature: SignatureVerdict
  /** What the recorder found out about a signature that it, or the app, refused; absent where it did not look. */
  readonly signatureCause?: SignatureCause
  readonly problem: Problem | null
  readonly provenance: Provenance
  /** What went over the WebSocket that this request opened; absent where it opened none, or its frames were not observed. */
  readonly socket?: SocketLog
  /** What redaction replaced; absent when the exchange is as it was on the wire. */
  readonly redaction?: RedactionSummary
}
