const nothing: Buffer = Buffer.alloc(0)

/** Bytes that wait for the rest of what they belong to. Appending costs what is appended, however small the pieces are. */
export interface GrowingBuffer {
  /** What waits, in one piece. */
  readonly bytes: Buffer
  append(chunk: Buffer): void
  /** Takes the first `length` bytes away. */
  drop(length: number): void
}

/** An empty buffer. A single chunk is kept as it is; only when more comes before it was used, is it copied. */
export function createGrowingBuffer(): GrowingBuffer {
  let bytes = nothing
  /** The copy that `bytes` ends in, with room behind it; undefined while `bytes` is somebody else's chunk. */
  let copy: Buffer | undefined
  let end = 0
  return {
    get bytes() {
      return bytes
    },
    append(chunk) {
      if (bytes.length === 0) {
        bytes = chunk
        copy = undefined
        return
      }
      if (copy === undefined || copy.length - end < chunk.length) {
        copy = Buffer.allocUnsafe(2 * (bytes.length + chunk.length))
        bytes.copy(copy)
        end = bytes.length
      }
      chunk.copy(copy, end)
      const start = end - bytes.length
      end += chunk.length
      bytes = copy.subarray(start, end)
    },
    drop(length) {
      bytes = length >= bytes.length ? nothing : bytes.subarray(length)
    },
  }
}
