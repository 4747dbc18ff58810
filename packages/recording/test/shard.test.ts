import { inShard, parseShard } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const keys = fc.array(fc.string({ maxLength: 3 }), { maxLength: 60 })
const identity = (key: string): string => key

test('every item is in exactly one shard, and the shards differ by one at most', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 9 }), (items, count) => {
      const shards = Array.from({ length: count }, (_, place) =>
        inShard(items, { index: place + 1, count }, identity),
      )
      expect(shards.flat().toSorted()).toEqual(items.toSorted())
      const sizes = shards.map(({ length }) => length)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

test('the order in which items are given makes no difference', () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 9 }), (items, count) => {
      const shard = { index: 1, count }
      const reversed = inShard(items.toReversed(), shard, identity)
      expect(reversed.toSorted()).toEqual(inShard(items, shard, identity).toSorted())
    }),
  )
})

test.each(['0/2', '3/2', '1', '1/0', 'a/b', '1/2/3', ''])('%j is no shard', (text) => {
  expect(parseShard(text)).toBeNull()
})

test('2/8 is the second of eight', () => {
  expect(parseShard('2/8')).toEqual({ index: 2, count: 8 })
})
