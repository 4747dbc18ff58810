import { createBlake2s } from './blake2s.ts'

/** The same 32 bytes for the same label, for one key; without the key nobody can tell which label they belong to. */
export type KeyedBytes = (label: string) => Uint8Array

const utf8 = new TextEncoder()
const digits = '0123456789abcdef'
/** Longer labels are hashed once, so that a long text is not hashed again for each block of the stream. */
const longestStreamLabel = 64

/** Keyed BLAKE2s (RFC 7693), which is a pseudorandom function. */
export function createKeyedBytes(key: Uint8Array): KeyedBytes {
  const digest = createBlake2s(key)
  return (label) => digest(bytesOfLabel(label))
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
  const blockLabel = label.length > longestStreamLabel ? hexOf(bytes) : label
  let at = 0
  let block = 0
  return () => {
    if (at === bytes.length) {
      block += 1
      bytes = keyed(`${block}\u0000${blockLabel}`)
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
