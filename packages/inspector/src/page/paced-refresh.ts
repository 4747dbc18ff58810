/** Refreshes the page when something has changed. */
export interface PacedRefresh {
  readonly changed: () => void
  readonly stop: () => void
}

/** The page rests so many times as long as a refresh has taken, from the question to the frame that shows the answer. */
const restsPerCost = 19
const longestRestMs = 10_000

/**
 * Refreshes at once, and then again after a rest that grows with `costMs`, what the last refresh took: while calls are
 * recorded under load, drawing them must not take the processor that records them. A page that is not seen is refreshed when
 * it is seen again.
 */
export function pacedRefresh(refresh: () => void, costMs: () => number): PacedRefresh {
  let isDue = false
  let resting: ReturnType<typeof setTimeout> | undefined
  const run = (): void => {
    if (!isDue || resting !== undefined || document.hidden) return
    isDue = false
    resting = setTimeout(rest, leastRestMs)
    refresh()
  }
  // What the refresh takes is known a moment after it began.
  const rest = (): void => {
    resting = setTimeout(
      () => {
        resting = undefined
        run()
      },
      Math.min(longestRestMs, costMs() * restsPerCost),
    )
  }
  document.addEventListener('visibilitychange', run)
  return {
    changed() {
      isDue = true
      run()
    },
    stop() {
      clearTimeout(resting)
      document.removeEventListener('visibilitychange', run)
    },
  }
}

const leastRestMs = 250
