import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  isMasked,
  isOfGrammar,
  isStray,
  isWritten,
  jsonSchema,
  kindRow,
  tellsNothing,
  validate,
  valuePattern,
  type ParameterRow,
  type WebhookKind,
} from '@ringback/catalog'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'

import { verdicts } from '@ringback/test-support/value-verdicts'
import { webhookFixtures } from '../webhook-fixtures.ts'

const ajv = new Ajv2020({ strict: true })

describe.each(verdicts)('$grammar: $parameter of $kind', ({ grammar, kind, parameter, values }) => {
  // The kinds of the file are those of the catalog: the row is found only then.
  const row = rowOf(kind as WebhookKind, parameter)
  const strict = propertySchema(row, true)
  const lenient = propertySchema(row, false)
  const pattern = valuePattern(row)

  test('is of that grammar', () => {
    expect(row.grammar).toBe(grammar)
  })

  test.each(values)('$value is $verdict: $source', ({ value, verdict, stays }) => {
    const isOrdinary = verdict === 'written' || verdict === 'ordinary'
    const finding = validate(row.kind, [[parameter, value]]).find(
      ({ code, parameter: name }) => name === parameter && code !== 'parameter-missing',
    )
    expect([finding?.severity, finding?.code]).toEqual(expectedFinding(verdict))
    expect(isOfGrammar(row, value)).toBe(isOrdinary)
    expect(isWritten(row, value)).toBe(verdict === 'written')
    expect(lenient(value)).toBe(verdict !== 'wrong')
    expect(isOrdinary && !(strict(value) && matches(pattern, value))).toBe(false)
    expect(verdict === 'stray' && !isStray(row, value)).toBe(false)
    expect(verdict === 'masked' && !isMasked(value)).toBe(false)
    expect(tellsNothing(row.grammar, value) || row.values?.includes(value) === true).toBe(stays)
  })
})

describe('the table', () => {
  test('has a verdict for at least 200 values that are not written so by Twilio', () => {
    const odd = verdicts.flatMap(({ values }) => values).filter(({ verdict }) => verdict !== 'written')
    expect(odd.length).toBeGreaterThanOrEqual(200)
  })

  test('is about every grammar', () => {
    expect(new Set(verdicts.map(({ grammar }) => grammar)).size).toBe(25)
  })

  const captured = verdicts
    .flatMap(({ values }) => values)
    .flatMap(({ value, source }) => {
      const id = /^captured ([\w-]+)$/.exec(source)?.[1]
      return id === undefined ? [] : [{ id, value }]
    })

  test.each(captured)('$value is in $id', ({ id, value }) => {
    const fixture = webhookFixtures.find((each) => each.id === id)
    expect(Object.values(fixture?.parameters ?? {})).toContain(value)
  })

  const facts = readFileSync(join(import.meta.dirname, '../../../../docs/facts/webhooks.md'), 'utf8')
  const sections = new Set(
    verdicts.flatMap(({ values }) =>
      values.flatMap(
        ({ source }) => /^docs\/facts\/webhooks\.md, section ([\dA-H.]+)/.exec(source)?.[1] ?? [],
      ),
    ),
  )

  test.each([...sections])('section %s of the facts is there', (section) => {
    expect(facts).toMatch(new RegExp(`^#+ ${section.replaceAll('.', String.raw`\.`)}[. ]`, 'm'))
  })
})

type Row = ParameterRow & { readonly kind: WebhookKind }

function rowOf(kind: WebhookKind, name: string): Row {
  const row = kindRow(kind).parameters.find((each) => each.name === name)
  if (row === undefined) throw new Error(`${kind} has no parameter ${name}`)
  return { ...row, kind }
}

function propertySchema({ kind, name }: Row, strict: boolean): ValidateFunction {
  const schema = jsonSchema(kind, { strict }).properties?.[name]
  if (schema === undefined) throw new Error(`the schema of ${kind} has no property ${name}`)
  return ajv.compile(schema)
}

function matches(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(value)
}

function expectedFinding(verdict: string): readonly [string | undefined, string | undefined] {
  switch (verdict) {
    case 'wrong':
      return ['error', 'parameter-value']
    case 'masked':
      return ['info', 'parameter-masked']
    case 'written':
    case 'ordinary':
      return [undefined, undefined]
    default:
      return ['warning', 'parameter-value']
  }
}
