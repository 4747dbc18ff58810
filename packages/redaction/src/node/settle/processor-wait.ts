import { readFileSync } from 'node:fs'

/** What a thread had of the processors since it was last asked, as the system counts it. */
export interface ProcessorUse {
  /** How long it ran, in milliseconds. */
  readonly ranMs: number
  /** How long it had to wait for a processor, of the time that it wanted one: from 0, where it had one for itself, to 1. */
  readonly waitedShare: number
}

/** Tells how long a thread ran, and how long it waited for a processor while it had something to do. */
export interface ProcessorWait {
  /** Since the last call. Undefined where the system does not tell, and where the thread hardly ran. */
  use(): ProcessorUse | undefined
}

/** A thread that wanted a processor for less time tells nothing. */
const leastMs = 5

/**
 * Measures the calling thread. Linux alone counts it, in `/proc/thread-self/schedstat`: nanoseconds on a processor,
 * nanoseconds of waiting for one, number of turns.
 */
export function createProcessorWait(read: () => string = readSchedstat): ProcessorWait {
  let last = countsIn(read)
  return {
    use() {
      const now = countsIn(read)
      const before = last
      last = now
      if (now === undefined || before === undefined) return undefined
      const waitedMs = now.waitedMs - before.waitedMs
      const ranMs = now.ranMs - before.ranMs
      const wantedMs = ranMs + waitedMs
      return wantedMs < leastMs ? undefined : { ranMs, waitedShare: waitedMs / wantedMs }
    },
  }
}

interface Counts {
  readonly ranMs: number
  readonly waitedMs: number
}

function countsIn(read: () => string): Counts | undefined {
  try {
    const [ran = Number.NaN, waited = Number.NaN] = read().split(' ').map(Number)
    return Number.isFinite(ran + waited) ? { ranMs: ran / 1e6, waitedMs: waited / 1e6 } : undefined
  } catch {
    return undefined
  }
}

function readSchedstat(): string {
  return readFileSync('/proc/thread-self/schedstat', 'utf8')
}
