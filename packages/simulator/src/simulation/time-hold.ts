import type { Clock } from '@ringback/twilio-client'

/**
 * Stops virtual time while the code that decides what people do (a test, a script) runs. Time passes while that code
 * waits for something on any of the lines, and from the release of the hold on.
 */
export interface TimeHold {
  /** Waits for the promise of `start`. Time stops again as soon as it settles. */
  readonly wait: <Value>(start: (resolve: (value: Value) => void) => void) => Promise<Value>
  /** Releases the hold for good. */
  readonly release: () => void
}

/** Stops time from now on. */
export function createTimeHold(clock: Clock): TimeHold {
  let releaseClock = clock.hold()
  let waits = 0
  return {
    wait: (start) =>
      new Promise((resolve) => {
        let isResolved = false
        waits += 1
        const goOn = releaseClock
        start((value) => {
          if (isResolved) return
          isResolved = true
          waits -= 1
          if (waits === 0) releaseClock = clock.hold()
          resolve(value)
        })
        goOn()
      }),
    release: () => releaseClock(),
  }
}
