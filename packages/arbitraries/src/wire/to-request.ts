import { toWire, type WireOptions, type WireWebhook } from './wire-request.ts'

/** A webhook as a fetch Request, signed, to hand to an app in process or to `fetch`. Throws as `toWire` does. */
export function toRequest(webhook: WireWebhook, options: WireOptions): Request {
  const { method, url, headers, body } = toWire(webhook, options)
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body }) })
}
