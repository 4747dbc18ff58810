/** How long to wait before what failed is tried again. */
export interface RetryPause {
  /** Milliseconds; longer from one time to the next. */
  next(): number
  /** It did not fail. */
  reset(): void
}

const firstMs = 250
const longestMs = 5000
/** Who is about to leave looks more often. */
const longestAtTheEndMs = 500

/**
 * Pauses that double up to some seconds. They differ by chance, so that many who lost one store do not come back at one moment.
 * `isLive`: whether there is time; false: somebody waits.
 */
export function createRetryPause(isLive: () => boolean, random: () => number = Math.random): RetryPause {
  let failures = 0
  return {
    next() {
      const longest = isLive() ? longestMs : longestAtTheEndMs
      const ms = Math.min(firstMs * 2 ** failures, longest)
      failures += 1
      return ms * (0.75 + random() / 4)
    },
    reset: () => void (failures = 0),
  }
}
