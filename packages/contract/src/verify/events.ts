import type { WebhookKind } from '@ringback/catalog'
import type { Judgement } from '../judge/judgement.ts'

/** `pending`: it failed, and is not yet binding. */
export type ContractVerdict = 'passed' | 'failed' | 'pending'

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
  /** What the app does otherwise than the contract says; safe changes pass. */
  readonly judgements: readonly Judgement[]
  /** Milliseconds from the request to the end of its judgement. */
  readonly durationMs: number
}

export interface VerifyCounts {
  readonly passed: number
  readonly failed: number
  readonly pending: number
}

export type VerifyEvent =
  | { readonly type: 'started'; readonly interactions: number }
  | ({ readonly type: 'interaction' } & VerifiedInteraction)
  /** What a broker says of the pacts. */
  | { readonly type: 'notice'; readonly message: string }
  | { readonly type: 'finished'; readonly counts: VerifyCounts }
