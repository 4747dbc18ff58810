import { decodeForm, encodeForm, formParameter, formParameters, formText, valueOf } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

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

test('a text is irregular exactly where encoding its parameters gives another', () => {
  fc.assert(
    fc.property(fc.oneof(formLike, wellFormed), (text) => {
      const { parameters, irregular } = decodeForm(text)
      const written = (['plus', 'percent'] as const).map((style) => encodeForm(parameters, style))
      expect(irregular === undefined).toBe(written.includes(text))
    }),
  )
})

test('a body of any length is read', () => {
  const value = 'x'.repeat(20_000_000)
  expect(decodeForm(`a=${value}`).parameters[0]?.[1].length).toBe(value.length)
})

test('every byte is read as the encoder writes it', () => {
  for (const style of ['plus', 'percent'] as const) {
    for (let code = 0; code < 256; code += 1) {
      const text = encodeForm([[String.fromCharCode(code), 'x x']], style)
      expect(decodeForm(text)).toEqual({ parameters: [[String.fromCharCode(code), 'x x']], style })
    }
  }
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

test('one parameter is the first that all of them have under its name', () => {
  const names = fc.constantFrom('a', 'B', '', 'é', '~', ' ', '+', 'aB', '\uFFFD', '%', '%zz')
  fc.assert(
    fc.property(fc.oneof(formLike, wellFormed), names, (text, name) => {
      expect(formParameter(text, name)).toBe(valueOf(formParameters(text), name))
    }),
  )
})
