import type { Clock } from '@ringback/twilio-client'
import { createTimerQueue } from './timer-queue.ts'

/** A clock that jumps from timer to timer. */
export interface VirtualClock extends Clock {
  /** Number of timers that wait. */
  readonly pending: () => number
}

/**
 * Virtual time: it stops while something holds it. Otherwise it jumps to the next timer as soon as everything that the
 * last timer started has settled. Timers run in order of their time, then of their creation.
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
