import type { Clock } from '@ringback/twilio-client'

interface Timer {
  readonly due: number
  readonly order: number
  readonly work: () => void
}

/** A clock that jumps from timer to timer. */
export interface VirtualClock extends Clock {
  /** How many timers wait. */
  readonly pending: () => number
}

/**
 * Virtual time: it stands still while something holds it, and otherwise jumps to the next timer as soon as
 * all that the last one set going has settled. Timers run in order of their time, then of their making.
 */
export function virtualClock({
  start = Date.UTC(2026, 0, 1, 12),
}: { readonly start?: number } = {}): VirtualClock {
  let now = start
  let made = 0
  let holds = 0
  let isStepping = false
  const timers = createTimerHeap()

  const pump = (): void => {
    if (isStepping || holds > 0 || timers.size() === 0) return
    isStepping = true
    // An immediate runs when every promise that can settle has settled.
    setImmediate(step)
  }
  const step = (): void => {
    isStepping = false
    if (holds > 0) return
    const next = timers.take()
    if (next === undefined) return
    now = Math.max(now, next.due)
    next.work()
    pump()
  }
  return {
    now: () => now,
    pending: timers.size,
    schedule(delayMs, work) {
      const timer = { due: now + Math.max(0, delayMs), order: made, work }
      made += 1
      timers.add(timer)
      pump()
      return () => timers.remove(timer)
    },
    hold() {
      holds += 1
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds -= 1
        pump()
      }
    },
  }
}

function createTimerHeap(): {
  add: (timer: Timer) => void
  take: () => Timer | undefined
  remove: (timer: Timer) => void
  size: () => number
} {
  const heap: Timer[] = []
  const removed = new Set<Timer>()
  const isBefore = (one: Timer, other: Timer): boolean =>
    one.due < other.due || (one.due === other.due && one.order < other.order)
  const at = (index: number): Timer | undefined => heap[index]

  const swap = (one: number, other: number): void => {
    const [first, second] = [at(one), at(other)]
    if (first === undefined || second === undefined) return
    heap[one] = second
    heap[other] = first
  }
  const rise = (start: number): void => {
    for (let index = start; index > 0;) {
      const parent = (index - 1) >> 1
      const [child, above] = [at(index), at(parent)]
      if (child === undefined || above === undefined || !isBefore(child, above)) return
      swap(index, parent)
      index = parent
    }
  }
  const sink = (): void => {
    for (let index = 0; ;) {
      const smallest = [index * 2 + 1, index * 2 + 2].reduce((best, candidate) => {
        const [one, other] = [at(candidate), at(best)]
        return one !== undefined && other !== undefined && isBefore(one, other) ? candidate : best
      }, index)
      if (smallest === index) return
      swap(index, smallest)
      index = smallest
    }
  }
  const pop = (): Timer | undefined => {
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined) return undefined
    if (heap.length > 0) {
      heap[0] = last
      sink()
    }
    return first
  }
  return {
    size: () => heap.length - removed.size,
    add(timer) {
      heap.push(timer)
      rise(heap.length - 1)
    },
    remove(timer) {
      if (heap.includes(timer)) removed.add(timer)
    },
    take() {
      for (;;) {
        const timer = pop()
        if (timer === undefined || !removed.delete(timer)) return timer
      }
    },
  }
}
