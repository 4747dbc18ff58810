import { headerName } from '@ringback/catalog'
import type { RawHeaders } from '../forward/forwarder.ts'
import { rawValueOf } from '../forward/raw-headers.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request may be sent again when a kept-alive connection turns out to be dead: safe methods, and
 * requests that carry Twilio's idempotency token, by which the app can recognise a repetition.
 */
export function isRepeatable(method: string, headers: RawHeaders): boolean {
  return safeMethods.has(method) || rawValueOf(headers, headerName.idempotencyToken) !== undefined
}
