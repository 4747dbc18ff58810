import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { loopExit, roundsToWalk } from '../../src/crawl/loop-exit.ts'
import { stateWith } from '../support.ts'

const { waiting } = stateWith()
const places = (keys: string) => ({ places: Array.from(keys, (key) => ({ key, waiting, url: null })) })

test.each([
  ['aaaaaa', 0, 1, 5, undefined],
  ['aaabbb', 0, 1, 5, 3],
  ['xyababac', 2, 2, 2, undefined],
  ['xyababcb', 2, 2, 2, 2],
  // The call was over.
  ['aa', 0, 1, 3, 2],
])('%s from %i, in loops of %i: left in round %j of %j', (keys, start, length, rounds, exit) => {
  expect(loopExit(places(keys), start, length, rounds)).toBe(exit)
})

test('longer loops are walked fewer times, and never less than twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (steps) => {
      expect(roundsToWalk(steps)).toBeGreaterThanOrEqual(2)
      expect(roundsToWalk(steps + 1)).toBeLessThanOrEqual(roundsToWalk(steps))
    }),
  )
})
