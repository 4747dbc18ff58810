import * as fc from 'fast-check'
import { createExchangeIds } from '@ringback/recording'
import { expect, test } from 'vitest'
import { betterClock } from '../../../src/node/store/measure-clock.ts'
import { createStoreTime, machineMs } from '../../../src/node/store/store-time.ts'

const clocks = fc.record({
  /** How far the store's clock is from this machine's, in milliseconds. */
  offset: fc.integer({ min: -1e9, max: 1e9 }),
  roundTripMs: fc.double({ min: 0.01, max: 1000, noNaN: true }),
})

test('before the clock of the store is known, the time is that of this machine', () => {
  const before = Date.now()
  const now = createStoreTime().now()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})

test('the time is the one of the last measurement, and runs on from there', () => {
  fc.assert(
    fc.property(fc.array(clocks, { minLength: 1, maxLength: 5 }), (measured) => {
      const time = createStoreTime()
      for (const { offset, roundTripMs } of measured) {
        const at = machineMs()
        time.set({ time: 1e12 + offset, at, roundTripMs })
        const now = time.now()
        const passed = machineMs() - at
        expect(now).toBeGreaterThanOrEqual(Math.floor(1e12 + offset - 1))
        expect(now).toBeLessThanOrEqual(1e12 + offset + passed + 1)
      }
    }),
  )
})

test('ids never step back, however the clock is corrected', () => {
  fc.assert(
    fc.property(fc.array(clocks, { minLength: 1, maxLength: 8 }), (measured) => {
      const time = createStoreTime()
      const newId = createExchangeIds({ now: () => time.now(), random: Math.random })
      const ids = [newId()]
      for (const { offset, roundTripMs } of measured) {
        time.set({ time: Date.now() + offset, at: machineMs(), roundTripMs })
        ids.push(newId(), newId())
      }
      expect(ids).toEqual([...ids].sort())
      expect(new Set(ids).size).toBe(ids.length)
    }),
  )
})

test('a measurement takes the place of another one when it is less wrong: of a shorter round trip, or much younger', () => {
  const at = machineMs()
  const exact = { time: 0, at, roundTripMs: 1 }
  const rough = { time: 0, at, roundTripMs: 50 }
  expect(betterClock(undefined, rough)).toBe(rough)
  expect(betterClock(rough, exact)).toBe(exact)
  expect(betterClock(exact, rough)).toBe(exact)
  const anHourAgo = { ...exact, at: at - 3_600_000 }
  expect(betterClock(anHourAgo, rough)).toBe(rough)
})
