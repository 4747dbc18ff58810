/** Bytes on their way from a writer to one reader. */
export interface ChunkQueue {
  readonly push: (chunk: Uint8Array) => void
  /** Calls back once the reader has taken all that was pushed: at once when it has. Only the last call counts. */
  readonly whenTaken: (done: () => void) => void
  /** Ends the queue; with an error, the reader fails with that error. */
  readonly close: (error?: Error) => void
  readonly read: (stopped: () => void) => AsyncIterable<Uint8Array>
}

/** An empty queue. */
export function createChunkQueue(): ChunkQueue {
  const waiting: Uint8Array[] = []
  let closed: { readonly error: Error | undefined } | undefined
  let wake: (() => void) | undefined
  /** How many chunks the reader has not finished with. */
  let untaken = 0
  let taken: () => void = () => {}

  async function* read(stopped: () => void): AsyncIterable<Uint8Array> {
    try {
      for (;;) {
        const next = waiting.shift()
        if (next !== undefined) {
          yield next
          untaken -= 1
          if (untaken === 0) taken()
        } else if (closed !== undefined) {
          if (closed.error !== undefined) throw closed.error
          return
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    } finally {
      stopped()
    }
  }

  return {
    push(chunk) {
      untaken += 1
      waiting.push(chunk)
      wake?.()
    },
    whenTaken(done) {
      taken = () => {}
      if (untaken === 0) done()
      else taken = done
    },
    close(error) {
      closed ??= { error }
      wake?.()
    },
    read,
  }
}
