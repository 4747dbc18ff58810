/** Hands events to any number of readers, each with a bounded buffer of its own. */
export interface EventStream<Event> extends AsyncIterable<Event> {
  emit(event: Event): void
  /** No more events: readers end when they have read what is there. */
  end(): void
}

interface Reader<Event> extends AsyncIterableIterator<Event, undefined> {
  readonly take: (event: Event) => void
  /** Nothing comes any more. */
  readonly finish: () => void
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
  return {
    emit(event) {
      if (ended) return
      if (backlog !== undefined) push(backlog, event, backlogLimit)
      for (const reader of readers) reader.take(event)
    },
    end() {
      ended = true
      for (const reader of readers) reader.finish()
    },
    [Symbol.asyncIterator]() {
      const reader = createReader(backlog ?? [], limit, () => readers.delete(reader))
      backlog = undefined
      if (ended) reader.finish()
      else readers.add(reader)
      return reader
    },
  }
}

function push<Event>(queue: Event[], event: Event, most: number): void {
  queue.push(event)
  // Dropping in bulk keeps the cost of a reader that never reads constant.
  if (queue.length > most) queue.splice(0, Math.ceil(most / 2))
}

/** So many read events are taken out of a queue together. */
const readTogether = 256

/** A reader that begins with what is in `queue`. An iterator by hand takes a fraction of what a generator does for each event. */
function createReader<Event>(queue: Event[], limit: number, leave: () => void): Reader<Event> {
  const waiting: ((result: IteratorResult<Event, undefined>) => void)[] = []
  let read = 0
  let finished = false

  function removeRead(): void {
    queue.splice(0, read)
    read = 0
  }

  function finish(): void {
    finished = true
    for (const resolve of waiting.splice(0)) resolve({ value: undefined, done: true })
  }

  const reader: Reader<Event> = {
    take(event) {
      const resolve = waiting.shift()
      if (resolve !== undefined) return resolve({ value: event, done: false })
      if (read > 0 && queue.length >= limit) removeRead()
      push(queue, event, limit)
    },
    finish,
    next: async () => {
      if (read < queue.length) {
        // Within the bounds of the queue.
        const value = queue[read] as Event
        read += 1
        if (read === queue.length || read === readTogether) removeRead()
        return { value, done: false }
      }
      if (finished) return { value: undefined, done: true }
      return new Promise((resolve) => waiting.push(resolve))
    },
    return: async () => {
      leave()
      queue.length = 0
      read = 0
      finish()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]: () => reader,
  }
  return reader
}
