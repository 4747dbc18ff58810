import { isOfGrammar, isSid, kinds, sidPrefix } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const hexadecimal = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789abcdefABCDEF')),
  minLength: 32,
  maxLength: 32,
})

test('every prefix with 32 hexadecimal digits is a SID, and of the grammar of its parameter', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(sidPrefix)), hexadecimal, (prefix, digits) => {
      expect(isSid(prefix + digits)).toBe(true)
      expect(isOfGrammar({ grammar: 'sid', prefix }, prefix + digits)).toBe(true)
    }),
  )
})

test('one character more or less, or another one, is none', () => {
  const place = fc.nat({ max: 33 })
  const other = fc.constantFrom('g', 'G', '-', '٣', '')
  fc.assert(
    fc.property(hexadecimal, place, other, (digits, at, character) => {
      const sid = `CA${digits}`
      const isStillPrefix = at < 2 && character === 'G'
      expect(isSid(sid.slice(0, at) + character + sid.slice(at + 1))).toBe(isStillPrefix)
      expect(isSid(`${sid}0`)).toBe(false)
    }),
  )
})

test('every prefix that a row has is one of the table', () => {
  const known: readonly string[] = Object.values(sidPrefix)
  const used = kinds.flatMap(({ parameters }) => parameters.flatMap(({ prefix }) => prefix ?? []))
  expect([...new Set(used)].filter((prefix) => !known.includes(prefix))).toEqual([])
})
