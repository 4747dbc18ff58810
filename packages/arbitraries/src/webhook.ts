import type { Arbitrary } from 'fast-check'
import type { WebhookKind } from '@ringback/catalog'
import type { GeneratedWebhook } from './generated-webhook.ts'
import { WebhookArbitrary } from './webhook-arbitrary.ts'
import { planOf, type WebhookOptions } from './webhook-options.ts'

/**
 * Webhooks that Twilio could send, of all kinds or of those asked for. A failure shrinks to the plain call in the
 * United States with only the oddity left that makes it fail. Throws a `RingbackError` that names every problem of the options.
 */
export function webhook(options: WebhookOptions = {}): Arbitrary<GeneratedWebhook> {
  return new WebhookArbitrary(planOf(options))
}

/** Webhooks of one kind; see `webhook`. */
export function webhookOf(
  kind: WebhookKind,
  options: Omit<WebhookOptions, 'kind'> = {},
): Arbitrary<GeneratedWebhook> {
  return webhook({ ...options, kind })
}
