import type { WebhookKind, WebhookParameters } from './webhooks.gen.ts'

/** The parameters of one webhook kind, by name. */
export type ParametersOf<Kind extends WebhookKind> = WebhookParameters[Kind]

/** A webhook of one kind. */
export interface WebhookOf<Kind extends WebhookKind> {
  readonly kind: Kind
  readonly parameters: ParametersOf<Kind>
}

/** A webhook of any kind; narrowing `kind` narrows `parameters`. */
export type Webhook = { readonly [Kind in WebhookKind]: WebhookOf<Kind> }[WebhookKind]
