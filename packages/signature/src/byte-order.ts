const surrogate = /[\uD800-\uDFFF]/

/** Texts in the order of their UTF-8 bytes, which is that of their code points. */
export function inByteOrder(texts: readonly string[]): readonly string[] {
  // UTF-16 order is the same, and faster, unless a character outside the basic plane is among the texts.
  return texts.some((text) => surrogate.test(text)) ? texts.toSorted(byCodePoint) : texts.toSorted()
}

function byCodePoint(left: string, right: string): number {
  let at = 0
  while (at < left.length && left.charCodeAt(at) === right.charCodeAt(at)) at++
  if (at > 0 && surrogate.test(left.charAt(at - 1)) && surrogate.test(left.charAt(at))) at--
  return (left.codePointAt(at) ?? -1) - (right.codePointAt(at) ?? -1)
}
