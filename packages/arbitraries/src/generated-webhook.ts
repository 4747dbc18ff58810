import type { FormStyle, Parameters, WebhookKind } from '@ringback/catalog'

/** A webhook that Twilio could send. */
export interface GeneratedWebhook {
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  /** In the order in which they stand on the wire. */
  readonly parameters: Parameters
  /** How spaces are written: `+` where TwiML is fetched, `%20` on callbacks. */
  readonly style: FormStyle
  /** The names of the edge cases in it, as `edgeCasesOf` gives them; none for a plain webhook. */
  readonly oddities: readonly string[]
}
