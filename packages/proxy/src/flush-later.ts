/** Something that has bytes to write at the end of this turn of the event loop. */
export interface Flushable {
  flush(): void
}

let waiting: Flushable[] = []

/**
 * Flushes at the end of this turn of the event loop, after all that has arrived was read. What is written then leaves
 * together: the other side is woken once for all of it, and not for every request.
 */
export function flushLater(flushable: Flushable): void {
  if (waiting.length === 0) setImmediate(flushAll)
  waiting.push(flushable)
}

function flushAll(): void {
  const flushables = waiting
  waiting = []
  for (const flushable of flushables) flushable.flush()
}
