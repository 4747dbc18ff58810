import { setTimeout } from 'node:timers/promises'

/** What puts off work. */
interface Waiting {
  waiting(): number
}

/**
 * Waits until nothing waits any more, and resolves to how long that took, in milliseconds; infinite when it did
 * not end within `limitMs`.
 */
export async function untilSettled(running: Waiting, limitMs = 600_000): Promise<number> {
  const startedAt = performance.now()
  while (running.waiting() > 0) {
    if (performance.now() - startedAt > limitMs) return Infinity
    await setTimeout(100)
  }
  return performance.now() - startedAt
}
