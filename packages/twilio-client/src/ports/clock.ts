/** The clock of the calls. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Runs `work` once, `delayMs` from now; the returned function cancels the timer. */
  readonly schedule: (delayMs: number, work: () => void) => () => void
  /**
   * Stops virtual time while something happens outside of the clock (a webhook is in flight, a script runs), until the
   * returned function is called. Has no effect on a real clock.
   */
  readonly hold: () => () => void
}

/** Resolves when `delayMs` have passed on the clock. */
export function sleep(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delayMs, resolve)
  })
}
