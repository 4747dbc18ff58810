import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const encoder = new TextEncoder()

/**
 * HMAC-SHA1 (RFC 2104) of a text's UTF-8, and of the bytes that follow, with a key's UTF-8, in base64; where there is no
 * `node:crypto`.
 */
export function hmacSha1(key: string, text: string, rest: Uint8Array = new Uint8Array()): string {
  const digest = hmac.create(sha1, encoder.encode(key)).update(encoder.encode(text)).update(rest).digest()
  return btoa(String.fromCharCode(...digest))
}

/** SHA-256 of a text's UTF-8 or of bytes, in lower-case hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? encoder.encode(content) : content))
}
