import type { Body, Exchange } from './exchange.ts'
import { base64Of, bytesOfBase64 } from './base64.ts'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8 = new TextEncoder()

/** The body that holds exactly these bytes. `truncatedAt`: how many bytes were kept of a longer body. */
export function bodyOf(bytes: Uint8Array, truncatedAt?: number): Body {
  const cut = truncatedAt === undefined ? {} : { truncatedAt }
  try {
    return { text: strictUtf8.decode(bytes), ...cut }
  } catch {
    return { base64: base64Of(bytes), ...cut }
  }
}

/** Exactly the bytes that were recorded. */
export function bytesOf(body: Body): Uint8Array {
  return 'text' in body ? utf8.encode(body.text) : bytesOfBase64(body.base64)
}

const scratch = new Uint8Array(64 * 1024)

/** How many bytes were recorded. */
export function lengthOf(body: Body): number {
  if (!('text' in body) || body.text.length * 3 > scratch.length) return bytesOf(body).length
  return utf8.encodeInto(body.text, scratch).written
}

/** How many characters the two bodies of an exchange have, as they stand in a recording. */
export function bodyCharacters({ request, response }: Pick<Exchange, 'request' | 'response'>): number {
  return charactersIn(request.body) + (response === null ? 0 : charactersIn(response.body))
}

function charactersIn(body: Body): number {
  return 'text' in body ? body.text.length : body.base64.length
}
