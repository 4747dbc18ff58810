const encoder = new TextEncoder()

/** The UTF-8 bytes of a text; a lone surrogate becomes U+FFFD, as in Node's Buffer. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/** Writes a text as UTF-8 and gives the number of bytes. The target must hold three bytes a UTF-16 unit. */
export function writeUtf8(text: string, target: Uint8Array): number {
  return encoder.encodeInto(text, target).written
}
