import type { Exchange } from '@ringback/recording'
import { exchangeOf } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPortions } from '../../../src/node/store/portions.ts'
import { observedOf } from '../support.ts'

const plain = exchangeOf(observedOf(1))

function exchangesOf(count: number, characters = 100): readonly Exchange[] {
  return Array.from({ length: count }, () => ({
    ...plain,
    request: { ...plain.request, body: { text: 'x'.repeat(characters) } },
    response: null,
  }))
}

test('there is always something to send, from the first one on, and never more than the most', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), fc.integer({ min: 1, max: 1000 }), (outcomes, count) => {
      const portions = createPortions()
      for (const isTaken of outcomes) {
        if (isTaken) portions.taken()
        else portions.failed()
      }
      const exchanges = exchangesOf(count)
      const first = portions.first(exchanges)
      expect(first.length).toBeGreaterThan(0)
      expect(first.length).toBeLessThanOrEqual(Math.min(count, 500))
      expect(first).toEqual(exchanges.slice(0, first.length))
    }),
    { numRuns: 30 },
  )
})

test('failures bring a portion down to one exchange, and successes up again; large bodies make it small', () => {
  const portions = createPortions()
  const sizeOf = (characters?: number): number => portions.first(exchangesOf(600, characters)).length
  expect([sizeOf(), sizeOf(2 ** 20)]).toEqual([500, 4])
  for (let failure = 0; failure < 20; failure += 1) portions.failed()
  expect([sizeOf(), sizeOf(2 ** 20)]).toEqual([1, 1])
  for (let success = 0; success < 9; success += 1) portions.taken()
  expect(sizeOf()).toBe(500)
})
