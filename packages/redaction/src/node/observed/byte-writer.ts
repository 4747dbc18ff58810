/** Bytes that are written one after the other into one buffer, which is used again and again. */
export interface ByteWriter {
  /** How many bytes were written. */
  readonly length: number
  /** A number, in 8 bytes. */
  number(value: number): void
  /** A whole number below 2^32, in 4 bytes. */
  word(value: number): void
  /** Bytes after their length. */
  bytes(value: Uint8Array): void
  /** Begins a list of so many texts. */
  beginTexts(count: number): void
  /** Adds a text to the list. Its length is written now, the text itself by `endTexts`. */
  text(value: string): void
  /** Writes the texts of a list together: see {@link readTexts}. */
  endTexts(): void
  /** What was written. Valid until the next write. */
  written(): Uint8Array
  /** Takes back what was written after so many bytes. */
  truncate(length: number): void
  /** Begins anew. */
  clear(): void
}

/** How the texts of a list are spelled: as ASCII, or, where one of them has other characters, in UTF-16. */
export const asciiTexts = 0
export const utf16Texts = 1

/** A length below this takes one byte; another one takes four more after it. */
export const longText = 255

const initialBytes = 128 * 1024
/** A buffer that a burst made larger is given up when it is cleared. */
const keptBytes = 1024 * 1024

// oxlint-disable-next-line max-lines-per-function -- the functions inside share one buffer
export function createByteWriter(): ByteWriter {
  let buffer = Buffer.allocUnsafeSlow(initialBytes)
  let view = new DataView(buffer.buffer)
  let at = 0
  let texts = ''

  function replaceBuffer(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(bytes)
    buffer.copy(larger, 0, 0, at)
    buffer = larger
    view = new DataView(buffer.buffer)
  }

  function reserve(bytes: number): void {
    if (at + bytes > buffer.length) replaceBuffer(Math.max(buffer.length * 2, at + bytes))
  }

  function word(value: number): void {
    reserve(4)
    view.setUint32(at, value, true)
    at += 4
  }

  return {
    get length() {
      return at
    },
    number(value) {
      reserve(8)
      view.setFloat64(at, value, true)
      at += 8
    },
    word,
    bytes(value) {
      word(value.length)
      reserve(value.length)
      buffer.set(value, at)
      at += value.length
    },
    beginTexts: (count) => reserve(5 * count),
    text(value) {
      const { length } = value
      if (length < longText) {
        buffer[at] = length
        at += 1
      } else {
        buffer[at] = longText
        view.setUint32(at + 1, length, true)
        at += 5
      }
      texts += value
    },
    endTexts() {
      const { length } = texts
      reserve(9 + length * 3)
      // A text has as many bytes in UTF-8 as it has characters if, and only if, it is ASCII.
      const isAscii = buffer.write(texts, at + 5, 'utf8') === length
      const bytes = isAscii ? length : buffer.write(texts, at + 5, 'utf16le')
      buffer[at] = isAscii ? asciiTexts : utf16Texts
      view.setUint32(at + 1, bytes, true)
      at += 5 + bytes
      texts = ''
    },
    written: () => buffer.subarray(0, at),
    truncate(length) {
      at = length
      texts = ''
    },
    clear() {
      at = 0
      texts = ''
      if (buffer.length > keptBytes) replaceBuffer(initialBytes)
    },
  }
}
