/** Bytes that are written one after the other into one buffer, which is used again and again. */
export interface ByteWriter {
  /** How many bytes were written. */
  readonly length: number
  /** A text in UTF-8 after its length. */
  text(value: string): void
  /** Bytes after their length. */
  bytes(value: Uint8Array): void
  /** What was written. Valid until the next write. */
  written(): Uint8Array
  /** Takes back what was written after so many bytes. */
  truncate(length: number): void
  /** Begins anew. */
  clear(): void
}

const initialBytes = 64 * 1024
/** A buffer that a burst made larger is given up when it is cleared. */
const keptBytes = 1024 * 1024

export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(initialBytes)
  let at = 0

  function reserve(bytes: number): void {
    if (at + bytes <= buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }

  return {
    get length() {
      return at
    },
    text(value) {
      reserve(4 + value.length * 3)
      const length = buffer.write(value, at + 4, 'utf8')
      buffer.writeUInt32LE(length, at)
      at += 4 + length
    },
    bytes(value) {
      reserve(4 + value.length)
      buffer.writeUInt32LE(value.length, at)
      buffer.set(value, at + 4)
      at += 4 + value.length
    },
    written: () => buffer.subarray(0, at),
    truncate: (length) => void (at = length),
    clear() {
      at = 0
      if (buffer.length > keptBytes) buffer = Buffer.allocUnsafeSlow(initialBytes)
    },
  }
}
