import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePercent, decodeText } from '../src/url/form.ts'

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      '%',
      '%4',
      '%41',
      '%zz',
      '%C3',
      '%c3%a9',
      '%F0%9F',
      '%98%80',
      '%ED%A0%80',
      '%EF%BB%BF',
      '+',
    ),
    fc.constantFrom('é', 'Ж', '😀', '\uFEFF', 'a', '%%', '=', '%2B', '%25'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  ),
  { maxLength: 40 },
)
const padding = fc.constantFrom('+', 'a', '%2', 'é').map((piece) => piece.repeat(4100))

test('a long text is decoded as its short parts are', () => {
  fc.assert(
    fc.property(pieces, padding, (before, long) => {
      const text = `${before.join('')}|${long}|${before.toReversed().join('')}`
      expect(decodeText(text)).toBe(decodePercent(text.replaceAll('+', ' ')))
    }),
  )
})
