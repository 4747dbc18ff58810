import type { Clock } from './clock.ts'

/** The time of this machine, `speed` times as fast. */
export function realClock({ speed = 1 }: { readonly speed?: number } = {}): Clock {
  const started = Date.now()
  return {
    now: () => started + (Date.now() - started) * speed,
    schedule(delayMs, work) {
      const timer = setTimeout(work, delayMs / speed)
      return () => clearTimeout(timer)
    },
    hold: () => () => {},
  }
}
