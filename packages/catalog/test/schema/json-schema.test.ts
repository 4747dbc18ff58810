import { jsonSchema, kinds, validate, parametersFromRecord } from '@ringback/catalog'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

const ajv = new Ajv2020({ strict: true })

describe('the schema of a kind', () => {
  for (const { kind, parameters } of kinds) {
    test(`${kind}, strict, accepts its own examples and asks for all that always comes`, () => {
      const accepts = ajv.compile(jsonSchema(kind, { strict: true }))
      const always = parameters.filter(({ presence }) => presence === 'always')
      const request = Object.fromEntries(always.map(({ name, example }) => [name, example]))
      expect([accepts(request), accepts.errors]).toEqual([true, null])
      for (const { name, confidence } of always) {
        const { [name]: _, ...rest } = request
        expect([name, accepts(rest)]).toEqual([name, confidence === 'inferred'])
      }
    })
  }
})

describe('captured webhooks', () => {
  for (const { id, kind, parameters } of webhookFixtures) {
    test(`${id} is accepted by the schema of ${kind}`, () => {
      const accepts = ajv.compile(jsonSchema(kind))
      expect([accepts(parameters), accepts.errors]).toEqual([true, null])
      ajv.removeSchema(`urn:ringback:webhook:${kind}`)
    })
  }
})

test.each(['answered', 'ringing', 'queued', '', 'XXXX', 'RINGING', 'in-progress '])(
  'the lenient schema and validate agree on CallStatus=%j',
  (status) => {
    const parameters = { CallStatus: status }
    const accepts = new Ajv2020().compile(jsonSchema('voice.incoming-pstn'))
    const errors = validate('voice.incoming-pstn', parametersFromRecord(parameters)).filter(
      ({ severity }) => severity === 'error',
    )
    expect(accepts(parameters)).toBe(errors.length === 0)
  },
)
