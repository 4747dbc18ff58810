const nothing: Buffer = Buffer.alloc(0)

/**
 * Bytes that wait for the rest of what they belong to. Appending costs what is appended, however small the pieces are: a single
 * chunk is kept as it is; only when more comes before it was used, is it copied.
 */
export class GrowingBuffer {
  #bytes = nothing
  /** The copy that `#bytes` ends in, with room behind it; undefined while `#bytes` is somebody else's chunk. */
  #copy: Buffer | undefined
  #end = 0

  /** What waits, in one piece. */
  get bytes(): Buffer {
    return this.#bytes
  }

  append(chunk: Buffer): void {
    if (this.#bytes.length === 0) {
      this.#bytes = chunk
      this.#copy = undefined
      return
    }
    if (this.#copy === undefined || this.#copy.length - this.#end < chunk.length) {
      this.#copy = Buffer.allocUnsafe(2 * (this.#bytes.length + chunk.length))
      this.#bytes.copy(this.#copy)
      this.#end = this.#bytes.length
    }
    chunk.copy(this.#copy, this.#end)
    const start = this.#end - this.#bytes.length
    this.#end += chunk.length
    this.#bytes = this.#copy.subarray(start, this.#end)
  }

  /** Takes the first `length` bytes away. */
  drop(length: number): void {
    this.#bytes = length >= this.#bytes.length ? nothing : this.#bytes.subarray(length)
  }
}
