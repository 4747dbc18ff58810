import type { Clock } from '@ringback/twilio-client'

/**
 * Whoever decides what people do: a test, or a script. Virtual time stands still while a hand is thinking, and goes
 * on while it waits for something on any of the lines it holds.
 */
export interface Hand {
  /** Waits for what `start` resolves with. Time stands still again the very moment it does. */
  readonly wait: <Value>(start: (resolve: (value: Value) => void) => void) => Promise<Value>
  /** There is nothing more to decide. */
  readonly letGo: () => void
}

/** A hand that is thinking. */
export function createHand(clock: Clock): Hand {
  let release = clock.hold()
  let waits = 0
  return {
    wait: (start) =>
      new Promise((resolve) => {
        let isResolved = false
        waits += 1
        const letGo = release
        start((value) => {
          if (isResolved) return
          isResolved = true
          waits -= 1
          if (waits === 0) release = clock.hold()
          resolve(value)
        })
        letGo()
      }),
    letGo: () => release(),
  }
}
