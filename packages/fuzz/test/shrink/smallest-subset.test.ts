import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallestSubset } from '../../src/shrink/smallest-subset.ts'

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

test('one that is enough alone is found in one round of questions', async () => {
  const asked: (readonly number[])[] = []
  const found = await smallestSubset([1, 2, 3, 4, 5, 6, 7, 8], async (subset) => {
    asked.push(subset)
    return subset.includes(5)
  })
  expect(found).toEqual([5])
  // Nothing at all, and each alone.
  expect(asked).toHaveLength(9)
})
