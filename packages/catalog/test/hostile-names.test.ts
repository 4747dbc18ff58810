import {
  classify,
  decodeForm,
  encodeForm,
  kinds,
  parametersFromRecord,
  recordFromParameters,
  validate,
} from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

/** What every plain object has. */
const hostileName = fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'prototype')
const url = 'https://app.example.com/voice'

test('parameters keep such names, in forms and as records', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileName, fc.string())), (parameters) => {
      expect(decodeForm(encodeForm(parameters, 'plus')).parameters).toEqual(parameters)
      const byName = parameters.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      const record = recordFromParameters(byName)
      expect(parametersFromRecord(record)).toEqual(byName)
      expect(Object.keys(record)).toEqual([...new Set(byName.map(([name]) => name))])
    }),
  )
})

test('they change neither the kind of a webhook nor what is said of its other parameters', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), hostileName, fc.string(), ({ kind, method }, name, value) => {
      const given = [
        ['CallSid', `CA${'1'.repeat(32)}`],
        ['CallStatus', 'ringing'],
      ] as const
      const more = [...given, [name, value] as const]
      expect(classify({ method, url, parameters: more }).kind).toBe(
        classify({ method, url, parameters: given }).kind,
      )
      const ofOthers = validate(kind, more, { method }).filter(
        (finding) => !('parameter' in finding) || finding.parameter !== name,
      )
      expect(ofOthers).toEqual(validate(kind, given, { method }))
    }),
  )
})

test('as values they are values like others', () => {
  const listed = kinds.flatMap(({ kind, parameters }) =>
    parameters.filter(({ values }) => values !== undefined).map(({ name }) => ({ kind, name })),
  )
  fc.assert(
    fc.property(fc.constantFrom(...listed), hostileName, ({ kind, name }, value) => {
      const messages = validate(kind, [[name, value]]).map(({ message }) => message)
      expect(messages.join('\n')).not.toMatch(/native code|\[object/)
    }),
    { numRuns: 1000 },
  )
})
