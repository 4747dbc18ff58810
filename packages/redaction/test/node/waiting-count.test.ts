import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWaitingCount } from '../../src/node/recorder/waiting-count.ts'

const steps = fc.array(
  fc.record({
    add: fc.boolean(),
    count: fc.nat({ max: 5 }),
    pauseMs: fc.constantFrom(0, 1, 400, 999, 1000, 5000),
  }),
)

test('counts as a queue does that holds each, and knows the oldest to the second', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const waiting = createWaitingCount()
      let queue: number[] = []
      let now = 0
      for (const { add, count, pauseMs } of each) {
        now += pauseMs
        if (add && count > 0) {
          waiting.add(count, now)
          queue.push(...Array.from({ length: count }, () => now))
        } else {
          waiting.remove(count)
          queue = queue.slice(count)
        }
        expect(waiting.count()).toBe(queue.length)
        const [oldest] = queue
        const early = (oldest ?? -1e6) - (waiting.oldestAt() ?? -1e6)
        expect(early).toBeGreaterThanOrEqual(0)
        expect(early).toBeLessThan(1000)
      }
    }),
  )
})
