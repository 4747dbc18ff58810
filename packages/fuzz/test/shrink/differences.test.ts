import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { differencesBetween, withDifferences } from '../../src/shrink/differences.ts'

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

test('SIDs are no difference, their prefix is', () => {
  const [one, other] = [`CA${'1'.repeat(32)}`, `CA${'2'.repeat(32)}`]
  expect(differencesBetween([['CallSid', one]], [['CallSid', other]])).toEqual([])
  const trunk = [['CallSid', `TR${'1'.repeat(32)}`]] as const
  expect(differencesBetween([['CallSid', one]], trunk)).toMatchObject([{ name: 'CallSid' }])
})

test('the order is a difference of its own', () => {
  const plain = [
    ['A', '1'],
    ['B', '2'],
  ] as const
  const turned = plain.toReversed()
  expect(differencesBetween(plain, turned)).toEqual([{ type: 'order' }])
  expect(withDifferences(plain, turned, [{ type: 'order' }])).toEqual(turned)
})
