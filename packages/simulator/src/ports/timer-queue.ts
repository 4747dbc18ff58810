/** Work that is due at a time. */
export interface Timer {
  readonly due: number
  /** The order of timers with the same time. */
  readonly order: number
  readonly work: () => void
}

/** Timers in order of their time. */
export interface TimerQueue {
  readonly add: (timer: Timer) => void
  /** Removes and returns the next timer; undefined when the queue is empty. */
  readonly take: () => Timer | undefined
  readonly remove: (timer: Timer) => void
  readonly size: () => number
}

/** An empty queue: a binary heap, in which removed timers stay until they are due or outnumber the others. */
export function createTimerQueue(): TimerQueue {
  let heap: Timer[] = []
  const waiting = new Set<Timer>()
  const sweep = (): void => {
    if (heap.length < 2 * waiting.size + 16) return
    heap = [...waiting].toSorted((one, other) => (isBefore(one, other) ? -1 : 1))
  }
  return {
    size: () => waiting.size,
    add(timer) {
      waiting.add(timer)
      heap.push(timer)
      rise(heap)
    },
    remove(timer) {
      if (waiting.delete(timer)) sweep()
    },
    take() {
      for (;;) {
        const timer = pop(heap)
        if (timer === undefined || waiting.delete(timer)) return timer
      }
    },
  }
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order)
}

function swap(heap: Timer[], one: number, other: number): void {
  const first = heap[one]
  const second = heap[other]
  if (first === undefined || second === undefined) return
  heap[one] = second
  heap[other] = first
}

/** Moves the last timer to its place in the heap. */
function rise(heap: Timer[]): void {
  for (let index = heap.length - 1; index > 0;) {
    const parent = (index - 1) >> 1
    const child = heap[index]
    const above = heap[parent]
    if (child === undefined || above === undefined || !isBefore(child, above)) return
    swap(heap, index, parent)
    index = parent
  }
}

/** Moves the first timer to its place in the heap. */
function sink(heap: Timer[]): void {
  for (let index = 0; ;) {
    const smallest = earlier(heap, earlier(heap, index, index * 2 + 1), index * 2 + 2)
    if (smallest === index) return
    swap(heap, index, smallest)
    index = smallest
  }
}

/** The place of the earlier one of two timers; the first place when there is none at the other. */
function earlier(heap: readonly Timer[], place: number, other: number): number {
  const one = heap[place]
  const candidate = heap[other]
  return one !== undefined && candidate !== undefined && isBefore(candidate, one) ? other : place
}

function pop(heap: Timer[]): Timer | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined) return undefined
  if (heap.length > 0) {
    heap[0] = last
    sink(heap)
  }
  return first
}
