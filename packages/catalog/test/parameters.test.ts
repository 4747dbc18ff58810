import { parametersFromRecord, recordFromParameters, valueOf, type Parameters } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const parameters: fc.Arbitrary<Parameters> = fc.array(fc.tuple(fc.string(), fc.string()))

function valuesByName(all: Parameters): Map<string, Parameters[number][]> {
  return Map.groupBy(all, ([name]) => name)
}

test('a record keeps every value of every name, whatever the name', () => {
  fc.assert(
    fc.property(parameters, (all) => {
      const again = parametersFromRecord(recordFromParameters(all))
      expect(valuesByName(again)).toEqual(valuesByName(all))
    }),
  )
})

test('names are any text, those of an object among them', () => {
  const odd: Parameters = [
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['constructor', 'c'],
  ]
  expect(parametersFromRecord(recordFromParameters(odd))).toEqual(odd)
})

test('the first value counts', () => {
  expect(
    valueOf(
      [
        ['a', ''],
        ['a', '1'],
      ],
      'a',
    ),
  ).toBe('')
  expect(valueOf([], 'a')).toBeUndefined()
})
