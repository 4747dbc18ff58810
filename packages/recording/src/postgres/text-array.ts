/** The object id of the type `text`. */
const textType = 25

/**
 * A value for a parameter of the type `text[]`, as PostgreSQL takes it in binary. Long texts of JSON need not be quoted then, which takes
 * as long on both sides as storing them does.
 */
export function textArray(texts: readonly string[]): Buffer {
  // Without elements it has no dimension either.
  if (texts.length === 0) return Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, textType])
  const lengths = texts.map((text) => Buffer.byteLength(text))
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length + 4, 20))
  // One dimension, no nulls, texts; so many from the first one on.
  ;[1, 0, textType, texts.length, 1].forEach((word, index) => bytes.writeInt32BE(word, index * 4))
  let at = 20
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] ?? 0
    bytes.writeInt32BE(length, at)
    bytes.write(text, at + 4, 'utf8')
    at += 4 + length
  }
  return bytes
}
