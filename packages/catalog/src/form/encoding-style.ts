import type { FormStyle } from './encode-form.ts'
import { kindRow } from '../kinds/kind-row.ts'
import type { WebhookKind } from '../webhooks.gen.ts'

/** How Twilio writes a space in the parameters of a kind: `+` where it fetches TwiML, `%20` on callbacks (docs/facts/webhooks.md, section 1.0). */
export function encodingStyle(kind: WebhookKind): FormStyle {
  return kindRow(kind).synchronous ? 'plus' : 'percent'
}
