interface Queued {
  readonly chunk: Uint8Array
  readonly taken: () => void
}

/** Bytes on their way from a writer to one reader. A writer is told when its chunk was taken. */
export interface ChunkQueue {
  readonly push: (chunk: Uint8Array, taken: () => void) => void
  /** Ends the queue; with an error, the reader fails with that error. */
  readonly close: (error?: Error) => void
  readonly read: (stopped: () => void) => AsyncIterable<Uint8Array>
}

/** An empty queue. */
export function createChunkQueue(): ChunkQueue {
  const waiting: Queued[] = []
  let closed: { readonly error: Error | undefined } | undefined
  let wake: (() => void) | undefined

  async function* read(stopped: () => void): AsyncIterable<Uint8Array> {
    try {
      for (;;) {
        const next = waiting.shift()
        if (next !== undefined) {
          yield next.chunk
          next.taken()
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
    push(chunk, taken) {
      waiting.push({ chunk, taken })
      wake?.()
    },
    close(error) {
      closed ??= { error }
      wake?.()
    },
    read,
  }
}
