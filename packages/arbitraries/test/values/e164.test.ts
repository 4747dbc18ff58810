import * as arbitraries from '@ringback/arbitraries'
import { assert, check, property, sample } from 'fast-check'
import { isPossiblePhoneNumber } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'

describe('e164', () => {
  it('is possible in the numbering plan of its country', () => {
    assert(
      property(arbitraries.e164(), (number) => isPossiblePhoneNumber(number)),
      { numRuns: 3000 },
    )
  })

  it('is of many countries', () => {
    const codes = new Set(sample(arbitraries.e164(), 5000).map((number) => number.slice(0, 4)))
    expect(codes.size).toBeGreaterThan(100)
  })

  it('reaches nobody in the countries that have numbers for fiction', () => {
    assert(
      property(arbitraries.e164(), (number) => {
        const isNorthAmerican = number.startsWith('+1')
        const isBritishMobile = number.startsWith('+447')
        expect(isNorthAmerican).toBe(/^\+1\d{3}55501\d\d$/.test(number))
        expect(isBritishMobile).toBe(/^\+447700900\d{3}$/.test(number))
      }),
      { numRuns: 3000 },
    )
  })

  it('shrinks to the plain number', () => {
    expect(check(property(arbitraries.e164(), () => false)).counterexample).toEqual(['+14155550100'])
  })
})
