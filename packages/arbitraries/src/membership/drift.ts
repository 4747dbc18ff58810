import type { WebhookKind } from '@ringback/catalog'

/** Why the arbitrary of a kind could not have produced a webhook. */
export type DriftReason = 'missing' | 'unknown-parameter' | 'repeated' | 'value' | 'method' | 'correlation'

/** One difference between a webhook and what the arbitrary of its kind produces. */
export interface DriftRow {
  readonly parameter: string
  readonly reason: DriftReason
  /** One sentence: what the webhook has, and what was expected. */
  readonly message: string
  /** The catalog row to change if the webhook is right. */
  readonly row: { readonly kind: WebhookKind; readonly parameter: string }
}
