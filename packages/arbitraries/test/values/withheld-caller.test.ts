import * as arbitraries from '@ringback/arbitraries'
import { withheldNumbers, withheldWords } from '@ringback/catalog'
import { sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('withheldCaller', () => {
  it('comes in every spelling, keypad spellings also behind the prefix of the United States', () => {
    const seen = new Set(sample(arbitraries.withheldCaller(), 2000))
    for (const word of withheldWords) expect(seen).toContain(word)
    for (const { number } of withheldNumbers) expect(seen).toContain(number)
    for (const number of ['+1266696687', '+17378742833', '+12562533']) expect(seen).toContain(number)
  })
})
