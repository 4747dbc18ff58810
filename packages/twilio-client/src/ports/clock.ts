/** Time as the calls see it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Runs `work` once, `delayMs` from now; the function that comes back takes the timer away. */
  readonly schedule: (delayMs: number, work: () => void) => () => void
  /**
   * Says that something is going on outside of the clock (a webhook is on its way, a script thinks): until
   * the function that comes back is called, virtual time stands still. A real clock does not care.
   */
  readonly hold: () => () => void
}

/** Resolves when `delayMs` have passed on the clock. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delayMs, resolve)
  })
}
