/** Whether a disk takes bytes so quickly that waiting for it delays nobody. */
export interface DiskPace {
  isQuick(): boolean
  /** Does some writing, and notes how long the disk took. */
  time(work: () => void): void
}

/** A disk that takes longer once is not waited for again soon. */
const slowMs = 50
const firstPauseMs = 1000
const longestPauseMs = 60_000

/**
 * A disk is taken to be quick until it was slow once: then it is not waited for during a second, after the next time during
 * two, and so on up to a minute.
 * @param now a clock that never steps back, in milliseconds
 */
export function createDiskPace(now: () => number = () => performance.now()): DiskPace {
  let pauseMs = firstPauseMs
  let pausedUntil = -Infinity
  return {
    isQuick: () => now() >= pausedUntil,
    time(work) {
      const start = now()
      try {
        work()
      } finally {
        const end = now()
        if (end - start < slowMs) pauseMs = firstPauseMs
        else {
          pausedUntil = end + pauseMs
          pauseMs = Math.min(pauseMs * 2, longestPauseMs)
        }
      }
    },
  }
}
