import { valueOf } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { withOtherNumber } from '../../src/investigate/with-other-number.ts'

const changed = (value: string) => {
  const parameters = withOtherNumber(
    [
      ['From', '+14155550100'],
      ['To', value],
    ],
    'To',
  )
  return parameters === undefined ? undefined : valueOf(parameters, 'To')
}

test.each([
  ['+14155550123', '+12025550163'],
  ['4155550123', '2025550163'],
  ['+12025550163', '+13125550187'],
  ['sip:+14155550123@example.com', 'sip:+12025550163@example.com'],
])('%s becomes %s', (value, other) => {
  expect(changed(value)).toBe(other)
})

test('what holds no number stays out of it', () => {
  expect(changed('client:ann')).toBeUndefined()
  expect(changed('')).toBeUndefined()
  expect(withOtherNumber([], 'To')).toBeUndefined()
})
