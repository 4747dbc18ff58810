/** Keeps a copy of a body that passes by, up to a limit, in memory of its own. */
export interface BodyTee {
  readonly bytes: number
  readonly truncated: boolean
  add(chunk: Buffer): void
  /** What was kept, in one piece that pins no larger buffer. */
  take(): Buffer
}

const nothing = Buffer.alloc(0)

/** A tee that keeps the first `limit` bytes. */
export function createBodyTee(limit: number): BodyTee {
  let chunks: Buffer[] = []
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    get truncated() {
      return bytes > limit
    },
    add(chunk) {
      const room = limit - bytes
      bytes += chunk.length
      if (room <= 0) return
      chunks.push(chunk.length <= room ? chunk : chunk.subarray(0, room))
    },
    take() {
      const whole = chunks.length === 0 ? nothing : Buffer.concat(chunks)
      chunks = [whole]
      return whole
    },
  }
}
