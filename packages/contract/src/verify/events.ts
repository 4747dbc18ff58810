import type { WebhookKind } from '@ringback/catalog'
import type { ContractDifference } from '../compare/contract-difference.ts'

/**
 * `pending`: it failed, and is not yet binding. `not-comparable`: the answer may differ, and redaction hides it.
 */
export type ContractVerdict = 'passed' | 'failed' | 'pending' | 'not-comparable'

/** What became of one interaction: Pact's verdict and that on the TwiML in one. */
export interface VerifiedInteraction {
  readonly consumer: string
  readonly provider: string
  readonly description: string
  /** Null for interactions of other tools. */
  readonly kind: WebhookKind | null
  /** `POST /voice/menu?attempt=1`. */
  readonly request: string
  readonly states: readonly string[]
  readonly verdict: ContractVerdict
  /** How the app departs from the contract; safe changes pass. */
  readonly differences: readonly ContractDifference[]
  /** The differences with the real values: for a terminal, never for a file. With `reveal` and an original only. */
  readonly revealed?: readonly ContractDifference[]
  /** What the caller hears by the contract, one line a step, redacted; null where it takes any TwiML, or none. */
  readonly expected: readonly string[] | null
  /** What the caller hears of the answer, redacted as the contract is; null without TwiML or without the redaction key. */
  readonly answered: readonly string[] | null
  /** Milliseconds from the request to the end of the comparison. */
  readonly durationMs: number
}

/** How many interactions got which verdict. */
export interface VerifyCounts {
  /** Interactions that were verified: `passed`, `failed` and `pending`. 0 means that the run says nothing about the app. */
  readonly judged: number
  readonly passed: number
  readonly failed: number
  readonly pending: number
  readonly notComparable: number
  /** Interactions that were not verified: messages, which are not HTTP, and what came after the run was stopped. */
  readonly skipped: number
}

/** What happens during a verification; `finished` is the last event. */
export type VerifyEvent =
  | { readonly type: 'started'; readonly interactions: number }
  | ({ readonly type: 'interaction' } & VerifiedInteraction)
  /** What is not verified, and why. */
  | { readonly type: 'skipped'; readonly interactions: number; readonly reason: string }
  /** What a broker says of the pacts. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'finished'; readonly counts: VerifyCounts }
