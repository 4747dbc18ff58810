import { readFileSync } from 'node:fs'

/** How long a thread has waited for a processor while it had something to do, as the system counts it. */
export interface ProcessorWait {
  /**
   * The share of the time since the last call that this thread had to wait for a processor, of the time that it wanted one:
   * 0 where it had one for itself. Undefined where the system does not tell, and where it hardly ran.
   */
  share(): number | undefined
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
    share() {
      const now = countsIn(read)
      const before = last
      last = now
      if (now === undefined || before === undefined) return undefined
      const waited = now.waitedMs - before.waitedMs
      const wanted = now.ranMs - before.ranMs + waited
      return wanted < leastMs ? undefined : waited / wanted
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
