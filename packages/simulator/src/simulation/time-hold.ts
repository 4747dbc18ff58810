import type { Clock } from '@ringback/twilio-client'

/**
 * Keeps virtual time still while whoever decides what people do (a test, a script) is thinking. Time goes on while that
 * one waits for something on any of the lines, and for good once the hold is released.
 */
export interface TimeHold {
  /** Waits for what `start` resolves with. Time stands still again the very moment it does. */
  readonly wait: <Value>(start: (resolve: (value: Value) => void) => void) => Promise<Value>
  /** There is nothing more to decide. */
  readonly release: () => void
}

/** Holds time from now on. */
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
