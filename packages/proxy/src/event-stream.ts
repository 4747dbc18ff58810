/** Hands events to any number of readers, each with a bounded buffer of its own. */
export interface EventStream<Event> extends AsyncIterable<Event> {
  emit(event: Event): void
  /** No more events: readers end when they have read what is there. */
  end(): void
}

interface Reader<Event> {
  readonly queue: Event[]
  wake: (() => void) | undefined
}

/** How much is kept for a first reader who may never come. */
const backlogLimit = 200

/**
 * An event stream. What is emitted before the first reader comes is kept for it, up to a small number. A reader that
 * falls more than `limit` events behind loses the oldest ones: a slow terminal never holds memory or calls up.
 */
export function createEventStream<Event>(limit = 10_000): EventStream<Event> {
  const readers = new Set<Reader<Event>>()
  let backlog: Event[] | undefined = []
  let ended = false

  const push = (queue: Event[], event: Event, most: number): void => {
    queue.push(event)
    // Dropping in bulk keeps the cost of a reader that never reads constant.
    if (queue.length > most) queue.splice(0, Math.ceil(most / 2))
  }

  return {
    emit(event) {
      if (ended) return
      if (backlog !== undefined) push(backlog, event, backlogLimit)
      for (const reader of readers) {
        push(reader.queue, event, limit)
        reader.wake?.()
      }
    },
    end() {
      ended = true
      for (const reader of readers) reader.wake?.()
    },
    async *[Symbol.asyncIterator]() {
      const reader: Reader<Event> = { queue: backlog ?? [], wake: undefined }
      backlog = undefined
      readers.add(reader)
      try {
        while (true) {
          const batch = reader.queue.splice(0)
          yield* batch
          if (reader.queue.length > 0) continue
          if (ended) return
          await new Promise<void>((resolve) => {
            reader.wake = resolve
          })
          reader.wake = undefined
        }
      } finally {
        readers.delete(reader)
      }
    },
  }
}
