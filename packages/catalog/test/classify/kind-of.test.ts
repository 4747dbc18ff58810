import { classify, kindOf, kinds, parametersFromRecord, type Parameters } from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { webhookFixtures } from '../webhook-fixtures.ts'

const pair = fc
  .constantFrom(...kinds.flatMap((kind) => kind.parameters))
  .chain(({ name, values = [], example }) =>
    fc.tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.constant(name.replace('*', 'X')) },
        { weight: 1, arbitrary: fc.constantFrom(name.toLowerCase(), 'custom', 'MessageSid') },
      ),
      fc.constantFrom(...values, example, '', 'anonymous', '+14155550100', 'client:jane', 'XXXX'),
    ),
  )

function answers(parameters: Parameters): { readonly first: unknown; readonly again: unknown } {
  const request = { method: 'POST', parameters }
  return { first: kindOf(request), again: kindOf(request) }
}

function expected(parameters: Parameters): ReturnType<typeof answers> {
  const { kind } = classify({ method: 'POST', parameters })
  return { first: kind, again: kind }
}

test('it is the kind that classify finds, also for what was decided before', () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (parameters) => {
      expect(answers(parameters)).toEqual(expected(parameters))
      const otherValues = parameters.map(([name], at) => [name, parameters.at(-1 - at)?.[1] ?? ''] as const)
      expect(answers(otherValues)).toEqual(expected(otherValues))
    }),
  )
})

test('it is the kind of every captured webhook', () => {
  for (const fixture of webhookFixtures) {
    const parameters = parametersFromRecord(fixture.parameters)
    expect(answers(parameters)).toEqual(expected(parameters))
  }
})
