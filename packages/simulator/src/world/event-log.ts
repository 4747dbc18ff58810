import type { CallEvent } from './events.ts'

/** The events of a world, as they happened and as they happen. */
export interface EventLog extends AsyncIterable<CallEvent> {
  readonly all: readonly CallEvent[]
  readonly add: (event: CallEvent) => void
  /** Calls `listener` for every event to come; the function that comes back ends that. */
  readonly listen: (listener: (event: CallEvent) => void) => () => void
  /** No more events: iterations end. */
  readonly close: () => void
}

/** An empty log. An iteration starts with the first event, whenever it is begun. */
export function createEventLog(): EventLog {
  const all: CallEvent[] = []
  const listeners = new Set<(event: CallEvent) => void>()
  const closers = new Set<() => void>()
  let isClosed = false
  return {
    all,
    add(event) {
      all.push(event)
      for (const listener of listeners) listener(event)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      isClosed = true
      for (const close of closers) close()
    },
    async *[Symbol.asyncIterator]() {
      let next = 0
      for (;;) {
        const event = all[next]
        if (event !== undefined) {
          next += 1
          yield event
        } else if (isClosed) {
          return
        } else {
          await new Promise<void>((resolve) => {
            const wake = (): void => {
              listeners.delete(wake)
              closers.delete(wake)
              resolve()
            }
            listeners.add(wake)
            closers.add(wake)
          })
        }
      }
    },
  }
}
