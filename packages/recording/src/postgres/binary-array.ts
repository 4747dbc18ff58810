/** The object ids of types. */
const types = { text: 25, bytea: 17 } as const

/**
 * A value for a parameter of the type `text[]`, as PostgreSQL takes it in binary. Long texts of JSON need not be quoted then, which takes
 * as long on both sides as storing them does.
 */
export function textArray(texts: readonly string[]): Buffer {
  return binaryArray(
    types.text,
    texts,
    (text) => Buffer.byteLength(text),
    (text, array, at) => array.write(text, at, 'utf8'),
  )
}

/** The same for a parameter of the type `bytea[]`, which would be written in hexadecimal digits. */
export function bytesArray(values: readonly Uint8Array[]): Buffer {
  return binaryArray(
    types.bytea,
    values,
    ({ length }) => length,
    (bytes, array, at) => array.set(bytes, at),
  )
}

function binaryArray<Item>(
  type: number,
  items: readonly Item[],
  lengthOf: (item: Item) => number,
  write: (item: Item, array: Buffer, at: number) => unknown,
): Buffer {
  // Without elements it has no dimension either.
  if (items.length === 0) return Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, type])
  const lengths = items.map(lengthOf)
  const array = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length + 4, 20))
  // One dimension, no nulls, the type; so many from the first one on.
  ;[1, 0, type, items.length, 1].forEach((word, index) => array.writeInt32BE(word, index * 4))
  let at = 20
  for (const [index, item] of items.entries()) {
    const length = lengths[index] ?? 0
    array.writeInt32BE(length, at)
    write(item, array, at + 4)
    at += 4 + length
  }
  return array
}
