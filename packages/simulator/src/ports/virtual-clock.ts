import type { Clock } from '@ringback/twilio-client'
import { createTimerQueue } from './timer-queue.ts'

/** A clock that jumps from timer to timer. */
export interface VirtualClock extends Clock {
  /** How many timers wait. */
  readonly pending: () => number
}

/**
 * Virtual time: it stands still while something holds it, and otherwise jumps to the next timer as soon as
 * all that the last one set going has settled. Timers run in order of their time, then of their making.
 */
export function virtualClock({
  start = Date.UTC(2026, 0, 1, 12),
}: { readonly start?: number } = {}): VirtualClock {
  let now = start
  let made = 0
  let holds = 0
  let isStepping = false
  const timers = createTimerQueue()

  const pump = (): void => {
    if (isStepping || holds > 0 || timers.size() === 0) return
    isStepping = true
    // An immediate runs when every promise that can settle has settled.
    setImmediate(step)
  }
  const step = (): void => {
    isStepping = false
    if (holds > 0) return
    const next = timers.take()
    if (next === undefined) return
    now = Math.max(now, next.due)
    next.work()
    pump()
  }
  return {
    now: () => now,
    pending: timers.size,
    schedule(delayMs, work) {
      const timer = { due: now + Math.max(0, delayMs), order: made, work }
      made += 1
      timers.add(timer)
      pump()
      return () => timers.remove(timer)
    },
    hold() {
      holds += 1
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        holds -= 1
        pump()
      }
    },
  }
}
