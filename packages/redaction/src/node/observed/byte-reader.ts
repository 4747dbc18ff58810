import { longText, utf16Texts } from './byte-writer.ts'

/** Reads what a `ByteWriter` has written, in the same order. */
export interface ByteReader {
  isAtEnd(): boolean
  number(): number
  word(): number
  /** Shares the memory of what is read. */
  bytes(): Buffer
  /** A list of so many texts. */
  texts(count: number): string[]
}

export function createByteReader(buffer: Buffer): ByteReader {
  let at = 0

  function word(): number {
    at += 4
    return buffer.readUInt32LE(at - 4)
  }

  function part(length: number): Buffer {
    at += length
    return buffer.subarray(at - length, at)
  }

  function textLength(): number {
    const length = buffer.readUInt8(at)
    at += 1
    return length === longText ? word() : length
  }

  return {
    isAtEnd: () => at >= buffer.length,
    number() {
      at += 8
      return buffer.readDoubleLE(at - 8)
    },
    word,
    bytes: () => part(word()),
    texts(count) {
      const lengths = Array.from({ length: count }, textLength)
      const spelling = buffer.readUInt8(at)
      at += 1
      const all = part(word()).toString(spelling === utf16Texts ? 'utf16le' : 'latin1')
      let from = 0
      return lengths.map((length) => {
        from += length
        return all.slice(from - length, from)
      })
    },
  }
}
