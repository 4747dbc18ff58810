import {
  encodeForm,
  encodingStyle,
  type FormStyle,
  type Parameters,
  type WebhookKind,
} from '@ringback/catalog'

/** What a webhook carries: its parameters, or the body itself. */
export interface WebhookContent {
  /** `GET` or `POST`: Twilio uses no other. */
  readonly method: string
  /** In order. Appended to the query of a GET, or in the form of a POST. */
  readonly parameters?: Parameters
  /** Decides how spaces are written where `style` does not say. */
  readonly kind?: WebhookKind | null
  /** How spaces are written: `plus`, or `percent` (`%20`). Default: as Twilio does for the kind; without one `plus`. */
  readonly style?: FormStyle | undefined
  /** The form exactly as it is sent, in place of the encoded parameters. */
  readonly form?: string | undefined
  /** The body exactly as it is sent, in place of a form. */
  readonly body?: string | Uint8Array | undefined
  /** The Content-Type of `body`. Default: that of a form. */
  readonly contentType?: string | undefined
}

/** The form of a webhook, for the query of a GET or the body of a POST. */
export function formOf({ form, parameters = [], kind, style }: WebhookContent): string {
  return form ?? encodeForm(parameters, style ?? styleOf(kind))
}

function styleOf(kind: WebhookKind | null | undefined): FormStyle {
  return kind === null || kind === undefined ? 'plus' : encodingStyle(kind)
}
