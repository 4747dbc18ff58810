import {
  classify,
  indistinguishableKinds,
  kinds,
  parametersFromRecord,
  type KindRow,
  type ParameterRow,
  type Parameters,
} from '@ringback/catalog'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { webhookFixtures } from '../webhook-fixtures.ts'

const exampleOf = ({
  grammar,
  values,
  example,
  name,
}: ParameterRow): fc.Arbitrary<readonly [string, string]> => {
  const listed = grammar === 'enum' || grammar === 'const' ? values : undefined
  return fc.constantFrom(...(listed ?? [example])).map((value) => [name.replace('*', 'X'), value] as const)
}

/** A request of the kind as its rows have it: all that always comes, and any of the rest, in any order. */
function requestOf({ parameters }: KindRow): fc.Arbitrary<Parameters> {
  const rows = parameters.filter(({ name }) => name !== '*custom*')
  const always = rows.filter(({ presence }) => presence === 'always')
  const rest = rows.filter(({ presence }) => presence !== 'always')
  return fc
    .tuple(
      fc.tuple(...always.map(exampleOf)),
      fc.subarray(rest).chain((some) => fc.tuple(...some.map(exampleOf))),
    )
    .map((parts) => parts.flat())
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
}

function mayAnswer(kind: string, answer: string | null): boolean {
  return (
    answer === kind ||
    indistinguishableKinds.some(
      ({ preferred, others }) => preferred === answer && others.some((each) => each === kind),
    )
  )
}

describe('captured webhooks', () => {
  for (const { id, kind, method, parameters } of webhookFixtures) {
    test(`${id} is ${kind}`, () => {
      expect(classify({ method, parameters: parametersFromRecord(parameters) }).kind).toBe(kind)
    })
  }
})

describe('a request made from the rows of a kind', () => {
  for (const row of kinds) {
    test(`${row.kind} is itself, or a kind listed as indistinguishable`, () => {
      fc.assert(
        fc.property(requestOf(row), (parameters) => {
          fc.pre(parameters.length > 0)
          const answer = classify({ parameters })
          expect([row.kind, mayAnswer(row.kind, answer.kind), answer]).toEqual([row.kind, true, answer])
        }),
        { numRuns: 60 },
      )
    })

    if (row.parameters.length < 2) continue
    test(`${row.kind} is itself where it is expected`, () => {
      fc.assert(
        fc.property(requestOf(row), (parameters) => {
          fc.pre(parameters.length > 1)
          expect(classify({ parameters }, { expected: [row.kind] }).kind).toBe(row.kind)
        }),
        { numRuns: 30 },
      )
    })
  }
})
