import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scheduleOf, wholeLoad } from '../../src/load/schedule.ts'

const paces = fc.record({
  rate: fc.integer({ min: 1, max: 100 }),
  rampMs: fc.integer({ min: 0, max: 3000 }),
  durationMs: fc.integer({ min: 1, max: 5000 }),
})

test('shards together start the calls that one machine would, at the same times', () => {
  fc.assert(
    fc.property(paces, fc.integer({ min: 1, max: 5 }), (pace, count) => {
      const shards = Array.from({ length: count }, (_, at) => [...scheduleOf(pace, { index: at + 1, count })])
      const together = shards.flat().toSorted((one, other) => one.number - other.number)
      expect(together).toEqual([...scheduleOf(pace, wholeLoad)])
    }),
  )
})
