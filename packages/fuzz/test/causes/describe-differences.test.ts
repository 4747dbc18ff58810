import { expect, test } from 'vitest'
import { describeDifferences } from '../../src/causes/describe-differences.ts'
import type { Difference } from '../../src/shrink/difference.ts'

const parameter = (...values: readonly string[]): Difference => ({ type: 'parameter', name: 'From', values })

test.each<[readonly Difference[], string]>([
  [[], ''],
  [[parameter()], 'From is missing'],
  [[parameter('')], 'From is empty'],
  [[parameter('anonymous')], 'From is "anonymous"'],
  [[parameter('a', 'b')], 'From appears more than once'],
  [[{ type: 'order' }], 'the parameters are in another order'],
  [[{ type: 'repetition' }], 'the same caller sends it again'],
  [
    [{ type: 'missing-event', name: 'ConferenceSid' }],
    'no earlier event with the same ConferenceSid has come',
  ],
  [[parameter(''), { type: 'order' }], 'From is empty and the parameters are in another order'],
])('%j reads %j', (differences, text) => {
  expect(describeDifferences(differences)).toBe(text)
})

test('a long value is shortened', () => {
  expect(describeDifferences([parameter('A'.repeat(10_000))]).length).toBeLessThan(100)
})
