import { absorb, sha256, startOfSha256 } from './sha256.ts'

/** The same 32 bytes for the same label, for one key; without the key nobody can tell which label they belong to. */
export type KeyedBytes = (label: string) => Uint8Array

const utf8 = new TextEncoder()
const digits = '0123456789abcdef'

/** HMAC-SHA256 (RFC 2104) with the key absorbed once. */
export function createKeyedBytes(key: string | Uint8Array): KeyedBytes {
  const given = typeof key === 'string' ? utf8.encode(key) : key
  const block = new Uint8Array(64)
  block.set(given.length > 64 ? sha256(given) : given)
  const inner = absorb(
    startOfSha256(),
    block.map((byte) => byte ^ 0x36),
  )
  const outer = absorb(
    startOfSha256(),
    block.map((byte) => byte ^ 0x5c),
  )
  return (label) => sha256(sha256(bytesOfLabel(label), inner, 64), outer, 64)
}

// Labels are short and mostly ASCII, where an encoder costs more than it does.
function bytesOfLabel(label: string): Uint8Array {
  const bytes = new Uint8Array(label.length)
  for (let at = 0; at < label.length; at++) {
    const code = label.charCodeAt(at)
    if (code > 127) return utf8.encode(label)
    bytes[at] = code
  }
  return bytes
}

/** As many keyed bytes as are asked for. */
export function keyedStream(keyed: KeyedBytes, label: string): () => number {
  let bytes = keyed(label)
  let at = 0
  let block = 0
  return () => {
    if (at === bytes.length) {
      block += 1
      bytes = keyed(`${block}\u0000${label}`)
      at = 0
    }
    return bytes[at++] ?? 0
  }
}

/** The bytes in lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += digits.charAt(byte >> 4) + digits.charAt(byte & 15)
  return hex
}
