import { kindOf, type WebhookKind } from '@ringback/catalog'
import { bodyOf, parametersOf } from '@ringback/recording'

/** A longer form is not looked at while a call waits, in bytes. */
export const longestForm = 16_384

/** Which webhook a request is, as its recording says; null when it is none, undefined when it is too long to be looked at. */
export function webhookKindOf(method: string, url: string, body: Buffer): WebhookKind | null | undefined {
  if (body.length > longestForm || url.length > longestForm) return undefined
  return kindOf({ method, url, parameters: parametersOf({ method, url, headers: [], body: bodyOf(body) }) })
}
