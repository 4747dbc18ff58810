import { decodeForm, encodeForm, formText } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { webhookFixtures } from './webhook-fixtures.ts'

const wellFormed = fc.string({ unit: 'binary' })
const pairs = fc.array(fc.tuple(wellFormed, wellFormed))
const style = fc.constantFrom('plus' as const, 'percent' as const)
const formLike = fc
  .array(
    fc.constantFrom(
      'a',
      'B=',
      '&',
      '=',
      '+',
      '%',
      '%2B',
      '%2b',
      '%20',
      '%FF',
      '%C3',
      '%A9',
      '%zz',
      'é',
      '~',
      '*',
      "'",
    ),
  )
  .map((pieces) => pieces.join(''))

test('any text comes back byte for byte', () => {
  fc.assert(
    fc.property(fc.oneof(formLike, wellFormed), (text) => {
      expect(formText(decodeForm(text))).toBe(text)
    }),
  )
})

test('parameters survive encoding, in order, with repeats and empty values', () => {
  fc.assert(
    fc.property(pairs, style, (parameters, style) => {
      const body = decodeForm(encodeForm(parameters, style))
      expect(body.parameters).toEqual(parameters)
      expect(body).not.toHaveProperty('irregular')
    }),
  )
})

test('what encodeForm writes is read as the same parameters by the platform', () => {
  fc.assert(
    fc.property(pairs, style, (parameters, style) => {
      expect([...new URLSearchParams(encodeForm(parameters, style))]).toEqual(parameters)
    }),
  )
})

test('a form keeps its style, and the text is kept only where it has to be', () => {
  expect(decodeForm('City=S%C3%A3o+Paulo&Digits=*')).toEqual({
    parameters: [
      ['City', 'São Paulo'],
      ['Digits', '*'],
    ],
    style: 'plus',
  })
  expect(decodeForm('Timestamp=Wed%2C%2020%20Apr')).toEqual({
    parameters: [['Timestamp', 'Wed, 20 Apr']],
    style: 'percent',
  })
  expect(decodeForm('a&b=')).toEqual({
    parameters: [
      ['a', ''],
      ['b', ''],
    ],
    style: 'plus',
    irregular: 'a&b=',
  })
})

test('what is no escape stands for itself', () => {
  expect(decodeForm('a=100%&b=%zz&c=%E9x').parameters).toEqual([
    ['a', '100%'],
    ['b', '%zz'],
    ['c', '\uFFFDx'],
  ])
})

for (const fixture of webhookFixtures.filter(({ raw }) => raw !== undefined)) {
  test(`${fixture.id}: the captured body`, () => {
    const body = decodeForm(fixture.raw ?? '')
    expect(formText(body)).toBe(fixture.raw)
    expect(Object.fromEntries(body.parameters)).toEqual(fixture.parameters)
  })
}
