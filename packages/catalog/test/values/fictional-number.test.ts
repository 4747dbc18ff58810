import { fictionalNumber, parseAddress } from '@ringback/catalog'
import { expect, test } from 'vitest'

test('there are 1,500 numbers that belong to nobody, each another one', () => {
  const numbers = Array.from({ length: 1500 }, (_, at) => fictionalNumber(at))
  expect(new Set(numbers).size).toBe(1500)
  for (const number of numbers) {
    expect(number).toMatch(/^\+1[2-9]\d\d55501\d\d$/)
    expect(parseAddress(number).scheme).toBe('pstn')
  }
  expect(fictionalNumber(1500)).toBe(numbers[0])
})
