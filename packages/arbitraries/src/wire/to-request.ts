import type { GeneratedWebhook } from '../generated-webhook.ts'
import { toWire, type WireOptions } from './wire-request.ts'

/** A webhook as a fetch Request, signed, to hand to an app in process or to `fetch`. Throws as `toWire` does. */
export function toRequest(
  webhook: Pick<GeneratedWebhook, 'method' | 'parameters' | 'style'>,
  options: WireOptions,
): Request {
  const { method, url, headers, body } = toWire(webhook, options)
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body }) })
}
