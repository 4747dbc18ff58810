import { createLatencies, relativeError } from '@ringback/simulator/load'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const values = fc.array(fc.double({ min: 0.02, max: 60_000, noNaN: true }), { minLength: 1 })

function latenciesOf(each: readonly number[]): ReturnType<typeof createLatencies> {
  const latencies = createLatencies()
  for (const ms of each) latencies.add(ms)
  return latencies
}

describe('latencies', () => {
  it('have percentiles within the error that they state', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(50, 95, 99, 100), (each, percent) => {
        const exact =
          each.toSorted((one, other) => one - other)[Math.ceil((percent / 100) * each.length) - 1] ?? 0
        const told = latenciesOf(each).percentile(percent)
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * relativeError * 1.000_001)
      }),
    )
  })

  it('are the same when those of several machines are merged', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const merged = createLatencies()
        for (const part of [one, other]) merged.merge(latenciesOf(part).counts())
        expect(merged.counts()).toEqual(latenciesOf([...one, ...other]).counts())
      }),
    )
  })
})
