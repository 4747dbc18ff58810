import { formParameters, kindOf, type WebhookKind } from '@ringback/catalog'

/** A longer form is not looked at while a call waits, in bytes. */
const longestForm = 16_384

/** Which webhook a request is, by its query or form; null when it is none, or too long to be looked at. */
export function webhookKindOf(method: string, target: string, body: Buffer): WebhookKind | null {
  const at = target.indexOf('?')
  const form = method === 'GET' ? (at < 0 ? '' : target.slice(at + 1)) : body.toString()
  return form.length > longestForm ? null : kindOf({ method, parameters: formParameters(form) })
}
