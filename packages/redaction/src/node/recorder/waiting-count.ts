/**
 * How many exchanges wait, and since when. They leave in the order in which they came, so that nothing is held of each: a
 * backlog of millions takes a few hundred bytes for every minute it took to grow.
 */
export interface WaitingCount {
  /** So many came. `at`: now, on a clock that never steps back, in milliseconds. */
  add(count: number, at: number): void
  /** So many left, the oldest first. */
  remove(count: number): void
  count(): number
  /** When the oldest came, or up to a second before; undefined when none waits. */
  oldestAt(): number | undefined
}

interface Span {
  readonly at: number
  /** How many had come by its end. */
  through: number
}

/** What comes within a second is taken to have come at its beginning. */
const spanMs = 1000

/** Counts what waits in a queue. */
export function createWaitingCount(): WaitingCount {
  let spans: Span[] = []
  let came = 0
  let left = 0
  return {
    add(count, at) {
      came += count
      const last = spans.at(-1)
      if (last === undefined || last.through === left || at - last.at >= spanMs)
        spans.push({ at, through: came })
      else last.through = came
    },
    remove(count) {
      left = Math.min(left + count, came)
      const first = spans.findIndex(({ through }) => through > left)
      spans = first < 0 ? [] : spans.slice(first)
    },
    count: () => came - left,
    oldestAt: () => spans[0]?.at,
  }
}
