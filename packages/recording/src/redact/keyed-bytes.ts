import { absorb, sha256, startOfSha256 } from './sha256.ts'

/** The same 32 bytes for the same label, for one key; without the key nobody can tell which label they belong to. */
export type KeyedBytes = (label: string) => Uint8Array

const utf8 = new TextEncoder()

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
  return (label) => sha256(sha256(utf8.encode(label), inner, 64), outer, 64)
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
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}
