import { couldHaveProduced, webhook, type GeneratedWebhook } from '@ringback/arbitraries'
import {
  grammars,
  isOfGrammar,
  isStray,
  isWebhookKind,
  isWritten,
  kindRow,
  kinds,
  tellsNothing,
  validate,
  valuePattern,
  type Grammar,
  type ParameterRow,
} from '@ringback/catalog'
import { sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { verdicts } from '@ringback/test-support/value-verdicts'

const valuesPerGrammar = 10_000

describe.each(Object.values(grammars))('generated values of $grammar', ({ grammar }) => {
  const generated = valuesOf(grammar)

  it(`are written by Twilio or delivered by carriers, all ${valuesPerGrammar}`, () => {
    expect(generated.length).toBeGreaterThanOrEqual(valuesPerGrammar)
    const strangers = generated.filter(
      ([row, value]) =>
        row.values?.includes(value) !== true && !isWritten(row, value) && !isStray(row, value),
    )
    expect(strangers.map(([{ name }, value]) => `${name}=${value}`)).toEqual([])
  })

  it('match the pattern of their row, which schema and Pact rule have, unless a carrier delivered them', () => {
    const patterns = new Map<ParameterRow, RegExp>()
    const patternOf = (row: ParameterRow): RegExp => {
      const pattern = patterns.get(row) ?? new RegExp(valuePattern(row) ?? '', 'u')
      patterns.set(row, pattern)
      return pattern
    }
    const others = generated.filter(([row, value]) => !isStray(row, value) && !patternOf(row).test(value))
    expect(others.map(([{ name }, value]) => `${name}=${value}`)).toEqual([])
  })
})

const alwaysHarmless: ReadonlySet<Grammar> = new Set<Grammar>([
  'boolean',
  'country',
  'iso8601',
  'language',
  'rfc2822',
])
const neverHarmless: ReadonlySet<Grammar> = new Set<Grammar>([
  'hostname',
  'ip',
  'json',
  'jwt',
  'masked',
  'mmyy',
  'name-addr',
  'percent-encoded-json',
  'sid',
  'url',
])

it.each([...alwaysHarmless])('generated values of %s stay in a redacted recording', (grammar) => {
  const replaced = valuesOf(grammar).filter(([, value]) => !tellsNothing(grammar, value))
  expect(replaced).toEqual([])
})

it.each([...neverHarmless])('generated values of %s do not stay in a redacted recording', (grammar) => {
  const kept = valuesOf(grammar).filter(([, value]) => tellsNothing(grammar, value))
  // Nothing, and a card number of which nothing is left.
  expect(kept.filter(([, value]) => !/^[x*]*$/.test(value))).toEqual([])
})

describe.each(verdicts)('$grammar: $parameter of $kind', ({ kind, parameter, values }) => {
  it.each(values)('$value is $verdict: $source', ({ value, verdict }) => {
    if (!isWebhookKind(kind)) throw new Error(`${kind} is no kind`)
    const drift = couldHaveProduced(kind, 'POST', [[parameter, value]]).filter(
      ({ parameter: name, reason }) => name === parameter && (reason === 'value' || reason === 'new-value'),
    )
    expect(drift.length === 0).toBe(verdict === 'written' || verdict === 'stray' || verdict === 'masked')
  })
})

it('the countries of the grammar are those that generated callers come from', () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const known = codes.filter((code) => isWritten({ grammar: 'country' }, code))
  const callers = webhook({ kind: 'voice.incoming-pstn', edgeCases: 'only', only: ['From:abroad'] })
  const seen = new Set(
    sample(callers, 6000).map(({ parameters }) => new Map(parameters).get('FromCountry') ?? ''),
  )
  expect([...seen, 'US'].toSorted()).toEqual(known)
})

it('every odd form of an address that a grammar lists is among the callers', () => {
  const callers = webhook({ kind: 'voice.redirect', edgeCases: 'only', only: ['From'] })
  const seen = new Set(sample(callers, 20_000).map(({ parameters }) => new Map(parameters).get('From') ?? ''))
  const odd = grammars.address.oddForms({ grammar: 'address' }).map(({ from }) => from(''))
  expect(odd.filter((value) => !seen.has(value) && isOfGrammar({ grammar: 'address' }, value))).toEqual([])
})

it('nothing that is generated is an error or information', () => {
  for (const { kind, method, parameters } of sample(webhook({ edgeCases: 0.5 }), 5000)) {
    const findings = validate(kind, parameters, { method }).filter(({ code }) => code !== 'parameter-missing')
    const isExplained = (name: string | undefined): boolean => {
      const row = kindRow(kind).parameters.find((each) => each.name === name)
      const value = new Map(parameters).get(name ?? '')
      return row === undefined || (value !== undefined && isStray(row, value))
    }
    expect(findings.filter(({ parameter }) => !isExplained(parameter))).toEqual([])
  }
})

/** Values that webhooks have in the parameters of a grammar, with the rows of those parameters. */
function valuesOf(grammar: Grammar): readonly (readonly [row: ParameterRow, value: string])[] {
  const having = kinds.filter(({ parameters }) =>
    parameters.some((row) => row.grammar === grammar && row.presence !== 'dynamic'),
  )
  const arbitrary = webhook({ kind: having.map(({ kind }) => kind), edgeCases: 0.6 })
  const found: (readonly [row: ParameterRow, value: string])[] = []
  while (found.length < valuesPerGrammar) {
    for (const generated of sample(arbitrary, 1000)) found.push(...valuesIn(generated, grammar))
  }
  return found
}

function valuesIn(
  { kind, parameters }: GeneratedWebhook,
  grammar: Grammar,
): readonly (readonly [row: ParameterRow, value: string])[] {
  const rows = new Map(kindRow(kind).parameters.map((row) => [row.name, row]))
  return parameters.flatMap(([name, value]) => {
    const row = rows.get(name)
    return row?.grammar === grammar && row.presence !== 'dynamic' ? [[row, value] as const] : []
  })
}
