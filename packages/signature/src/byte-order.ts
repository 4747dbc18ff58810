const surrogate = /[\uD800-\uDFFF]/
const encoder = new TextEncoder()

/** Texts in the order of their UTF-8 bytes, which is that of their code points. */
export function inByteOrder(texts: readonly string[]): readonly string[] {
  // UTF-16 order is the same, and faster, unless a character outside the basic plane is among the texts.
  if (!texts.some((text) => surrogate.test(text))) return texts.toSorted()
  return texts
    .map((text) => ({ text, bytes: encoder.encode(text) }))
    .sort((left, right) => compareBytes(left.bytes, right.bytes))
    .map(({ text }) => text)
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  let at = 0
  while (at < left.length && left[at] === right[at]) at += 1
  return (left[at] ?? -1) - (right[at] ?? -1)
}
