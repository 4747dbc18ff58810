/** Keeps a copy of a body that passes by, up to a limit. */
export interface BodyTee {
  /** How many bytes are kept. */
  kept(): number
  truncated(): boolean
  add(chunk: Buffer): void
  /** What is kept, in one piece. */
  bytes(): Buffer
}

const nothing = Buffer.alloc(0)

/** A tee that keeps the first `limit` bytes. */
export function createBodyTee(limit: number): BodyTee {
  return new Tee(limit)
}

/** A class, because there are two for every request. */
class Tee implements BodyTee {
  readonly #limit: number
  /** What is kept; most bodies come in one piece. */
  #first: Buffer = nothing
  #others: Buffer[] | undefined
  #kept = 0
  #truncated = false

  constructor(limit: number) {
    this.#limit = limit
  }

  kept(): number {
    return this.#kept
  }

  truncated(): boolean {
    return this.#truncated
  }

  add(chunk: Buffer): void {
    const room = this.#limit - this.#kept
    if (chunk.length > room) this.#truncated = true
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk
    if (part.length === 0) return
    if (this.#kept === 0) this.#first = part
    else (this.#others ??= []).push(part)
    this.#kept += part.length
  }

  bytes(): Buffer {
    if (this.#others !== undefined) {
      this.#first = Buffer.concat([this.#first, ...this.#others])
      this.#others = undefined
    }
    return this.#first
  }
}
