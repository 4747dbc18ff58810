import * as arbitraries from '@ringback/arbitraries'
import { parseAddress, withheldNumbers, withheldWords } from '@ringback/catalog'
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

describe('withheldCaller', () => {
  it('comes in every spelling, keypad spellings also behind the prefix of the United States', () => {
    const seen = new Set(sample(arbitraries.withheldCaller(), 2000))
    for (const word of withheldWords) expect(seen).toContain(word)
    for (const { number } of withheldNumbers) expect(seen).toContain(number)
    for (const number of ['+1266696687', '+17378742833', '+12562533']) expect(seen).toContain(number)
  })
})

describe('addresses', () => {
  it('are what the catalog takes them for', () => {
    assert(property(arbitraries.clientAddress(), (value) => parseAddress(value).scheme === 'client'))
    assert(property(arbitraries.sipUri(), (value) => parseAddress(value).scheme === 'sip'))
    assert(property(arbitraries.whatsappAddress(), (value) => parseAddress(value).scheme === 'whatsapp'))
    assert(
      property(arbitraries.rawNumber(), (value) =>
        ['raw', 'short-code', 'pstn'].includes(parseAddress(value).scheme),
      ),
    )
  })

  it('keep the limit of 256 characters for identities', () => {
    assert(property(arbitraries.clientAddress(), (value) => value.length <= 'client:'.length + 256))
  })
})

describe('tokens', () => {
  it('are percent-encoded JSON around a token in three parts', () => {
    assert(
      property(arbitraries.callTokenValue(), (value) => {
        const token: unknown = JSON.parse(decodeURIComponent(value))
        expect(token).toHaveProperty('parentCallInfoToken')
        expect(token).toHaveProperty('identityHeaderTokens')
      }),
    )
    assert(property(arbitraries.passportToken(), (value) => value.split('.').length === 3))
    assert(property(arbitraries.addOns(), (value) => typeof JSON.parse(value) === 'object'))
  })
})

describe('dates', () => {
  it('are moments that the language reads', () => {
    assert(
      property(
        arbitraries.rfc2822Date(),
        (value) => value.endsWith(' +0000') && !Number.isNaN(Date.parse(value)),
      ),
    )
    assert(
      property(arbitraries.iso8601Date(), (value) => value.endsWith('Z') && !Number.isNaN(Date.parse(value))),
    )
  })

  it('have an unpadded day at times', () => {
    expect(sample(arbitraries.rfc2822Date(), 500).some((value) => /, \d /.test(value))).toBe(true)
  })
})

describe('the other values', () => {
  it('keep to their alphabets', () => {
    assert(property(arbitraries.digits(), (value) => /^[\d*#]*$/.test(value)))
    assert(property(arbitraries.sid('RE'), (value) => /^RE(?:[\da-f]{32}|[\dA-F]{32})$/.test(value)))
    assert(property(arbitraries.confidence(), (value) => Number(value) >= 0 && Number(value) <= 1))
    assert(property(arbitraries.callerName(), (value) => value.length <= 20))
    assert(property(arbitraries.speech(), (value) => value.length > 0))
    assert(property(arbitraries.customParameter(), ([name]) => name.length > 0))
    assert(property(arbitraries.sipHeader(), ([name]) => /^[\w-]+$/.test(name)))
  })
})
