import type { WebhookKind } from '@ringback/catalog'

/**
 * Why the arbitrary of a kind could not have produced a webhook. `unknown-parameter`: no kind has a parameter of that name;
 * `unexpected-parameter`: other kinds have it, this one never does; `new-value`: a value that the list of the row does not
 * have; `value`: a value of another form than the row's; `missing`: a parameter that every webhook of the kind has;
 * `correlation`: parameters that contradict each other; `unknown-kind`: it is of no kind that the catalog knows.
 */
export type DriftReason =
  | 'unknown-kind'
  | 'unknown-parameter'
  | 'unexpected-parameter'
  | 'new-value'
  | 'value'
  | 'missing'
  | 'repeated'
  | 'method'
  | 'correlation'

/** One difference between a webhook and what the arbitrary of its kind produces. */
export interface DriftRow {
  readonly reason: DriftReason
  /** Null with `unknown-kind`. */
  readonly kind: WebhookKind | null
  /** Empty where the difference is in no parameter. */
  readonly parameter: string
  /** The value that differs; undefined where no value does. */
  readonly value?: string
  /** One sentence: what the webhook has, and what was expected. */
  readonly message: string
}
