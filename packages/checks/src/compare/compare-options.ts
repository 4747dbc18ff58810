import type { WebhookKind } from '@ringback/catalog'
import type { ExchangeResponse, Problem } from '@ringback/recording'

/** What came back on one request. */
export interface ObservedAnswer {
  /** The public URL that was requested: relative URLs in the answer start there. */
  readonly url: string
  /** Null when no answer came back. */
  readonly response: ExchangeResponse | null
  /** Why there is no whole answer; null when there is one. */
  readonly problem: Problem | null
}

/** A part of a document that may change without breaking anything. */
export type FreePart = 'wording' | 'voice' | 'language'

/** All parts that can be free. */
export const freeParts: readonly FreePart[] = ['wording', 'voice', 'language']

/**
 * What redaction has replaced, so that it differs though the app did not change. `names`: of queues, conferences, clients,
 * and whatever else TwiML names.
 */
export type RedactedPart = 'numbers' | 'sids' | 'names'

/** How two answers are compared. */
export interface CompareOptions {
  /**
   * What was requested. It says whether Twilio runs the answer or looks at its status only. Null when it is not known:
   * the answers are then compared as if they were run.
   */
  readonly kind: WebhookKind | null
  /** What may change in a document; reported as safe. Default: nothing. */
  readonly free?: readonly FreePart[]
  /**
   * `any`: the expected answer stands for every answer of its type that Twilio runs without an error. Default: `same`.
   */
  readonly content?: 'same' | 'any'
  /** What cannot be compared since one side is redacted and the other is not. Default: nothing. */
  readonly redacted?: readonly RedactedPart[]
}
