import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differencesBetween, withDifferences } from '../src/shrink/differences.ts'
import { smallestSubset } from '../src/shrink/smallest-subset.ts'

const parameters = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.constantFrom('', '1', '2')), {
  maxLength: 6,
})
const distinct = fc.uniqueArray(
  fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.constantFrom('', '1', '2')),
  {
    selector: ([name]) => name,
  },
)

test('all differences make the odd webhook, none the plain one', () => {
  fc.assert(
    fc.property(distinct, distinct, (plain, odd) => {
      const differences = differencesBetween(plain, odd)
      expect(withDifferences(plain, odd, [])).toEqual(plain)
      expect(new Map(withDifferences(plain, odd, differences))).toEqual(new Map(odd))
    }),
  )
})

test('a webhook does not differ from itself', () => {
  fc.assert(
    fc.property(parameters, (plain) => {
      expect(differencesBetween(plain, plain)).toEqual([])
    }),
  )
})

test('the smallest subset has what it takes and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(30), { maxLength: 12 }),
      fc.func(fc.boolean()),
      async (items, wanted) => {
        const needed = items.filter((item) => wanted(item))
        const found = await smallestSubset(items, async (subset) =>
          needed.every((item) => subset.includes(item)),
        )
        expect(found).toEqual(needed)
      },
    ),
  )
})

test('nothing is smallest when not even all of it does', async () => {
  expect(await smallestSubset([1, 2, 3], async () => false)).toBeUndefined()
})
