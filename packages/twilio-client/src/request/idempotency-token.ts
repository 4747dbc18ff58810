import { bodySha256 } from '@ringback/signature'

/** A UUID derived from a request: the same for the same request, so that runs can be repeated. */
export function idempotencyTokenOf(method: string, url: string, body: Uint8Array): string {
  const digits = bodySha256(`${method} ${url} ${bodySha256(body)}`)
  const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) % 4]
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
