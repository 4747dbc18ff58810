import { growthOf, linear } from '@ringback/test-support/growth'
import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => void vi.restoreAllMocks())

/** A clock that work moves, on a machine that takes the processor away for a while, again and again. */
function clockOf({ everyMs, forMs }: { everyMs: number; forMs: number }): (ms: number) => void {
  let worked = 0
  vi.spyOn(performance, 'now').mockImplementation(() => worked + Math.floor(worked / everyMs) * forMs)
  return (ms) => void (worked += ms)
}

/** From an idle machine to one where work gets a tenth of the processor. */
const load = fc.record({
  everyMs: fc.double({ min: 2, max: 50, noNaN: true }),
  forMs: fc.double({ min: 0, max: 20, noNaN: true }),
})
/** What a character costs, in milliseconds. */
const costMs = fc.double({ min: 1e-5, max: 0.01, noNaN: true })

test.each<[string, (size: number) => number, boolean]>([
  ['linear', (size) => size, true],
  ['linear but for a logarithm', (size) => size * Math.log2(size), true],
  ['quadratic', (size) => size ** 2, false],
])('%s work is seen as what it is, on an idle and on a loaded machine', (_name, steps, isLinear) => {
  fc.assert(
    fc.property(load, costMs, (given, cost) => {
      const spend = clockOf(given)
      const growth = growthOf(
        (size) => size,
        (size) => spend(steps(size) * cost),
      )
      // What takes less than 40 ms of the larger input counts as too little to grow.
      const isNegligible = steps(32_000) * cost < 40
      expect(growth < linear).toBe(isLinear || isNegligible)
    }),
  )
})

test('a quadratic pattern is found, a linear one is not', () => {
  const letters = (size: number): string => 'a'.repeat(size)
  expect(growthOf(letters, (text) => /a+b/.test(text), 800)).toBeGreaterThan(linear)
  expect(growthOf(letters, (text) => /^a+b/.test(text), 800)).toBeLessThan(linear)
})
