import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeTurns } from '../../src/phases/take-turns.ts'

function* countdown(from: number, name: number): Generator<number> {
  for (let left = from; left > 0; left -= 1) yield name
}

test('every source has its turn, until there are enough or none is left', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 5 }), fc.nat(20), (lengths, most) => {
      const taken = [
        ...takeTurns(
          lengths.map((length, name) => countdown(length, name)),
          most,
        ),
      ]
      const total = lengths.reduce((sum, length) => sum + length, 0)
      expect(taken).toHaveLength(Math.min(most, total))
      for (const [name, length] of lengths.entries()) {
        const count = taken.filter((each) => each === name).length
        // Nobody is a whole round behind, unless it has ended.
        const mostOfAny = Math.max(
          0,
          ...lengths.map((_, other) => taken.filter((each) => each === other).length),
        )
        expect(count === length || mostOfAny - count <= 1).toBe(true)
      }
    }),
  )
})
