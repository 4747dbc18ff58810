import {
  grammars,
  isFullyMasked,
  isMasked,
  isOfGrammar,
  isStray,
  isWritten,
  jsonSchema,
  kinds,
  parseAddress,
  tellsNothing,
  validate,
  valuePattern,
  type Grammar,
  type ParameterRow,
  type WebhookKind,
} from '@ringback/catalog'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { analyse } from 'scslre'
import { describe, expect, test } from 'vitest'

import { verdicts } from '@ringback/test-support/value-verdicts'

/** For each grammar, spread over its forms: every combination of limits that the table has. */
const valuesPerGrammar = 10_000

type Row = ParameterRow & { readonly kind: WebhookKind }

const rows: readonly Row[] = kinds.flatMap(({ kind, parameters }) =>
  parameters.filter(({ presence }) => presence !== 'dynamic').map((row) => ({ ...row, kind })),
)
const formsOf = Map.groupBy(uniqueBy(rows, formKey), ({ grammar }) => grammar)
const ajv = new Ajv2020({ strict: true })
const tableValues = verdicts.flatMap(({ values }) => values.map(({ value }) => value))

/** Grammars of which a pattern does not tell all: a day that exists, JSON that parses. */
const beyondPatterns: ReadonlySet<Grammar> = new Set<Grammar>([
  'ip',
  'iso8601',
  'json',
  'percent-encoded-json',
  'rfc2822',
  'timestamp',
  'url',
])

describe.each(Object.values(grammars))('$grammar', (definition) => {
  const forms = formsOf.get(definition.grammar) ?? []
  const numRuns = Math.ceil(valuesPerGrammar / forms.length)

  test('has a form in the table', () => {
    expect(forms.length).toBeGreaterThan(0)
  })

  test(`its selections agree on ${valuesPerGrammar} values`, () => {
    for (const row of forms) {
      const selections = selectionsOf(row)
      const agree = fc.property(valuesFor(row), (value) => disagreements(row, selections, value).length === 0)
      const { counterexample } = fc.check(agree, { numRuns })
      const found = counterexample?.map((value) => [row.name, value, disagreements(row, selections, value)])
      expect(found ?? null).toBeNull()
    }
  })

  test('its example and its odd forms are values that Twilio writes, or that carriers deliver', () => {
    for (const row of forms) {
      const example = isWritten(row, row.example) ? row.example : definition.example({ ...row, example: '' })
      const odd = definition.oddForms(row).map(({ from }) => from(example))
      const unknown = odd.filter((value) => !isWritten(row, value) && !isStray(row, value))
      expect([row.name, unknown]).toEqual([row.name, []])
      expect(new Set(odd).size).toBe(odd.length)
    }
  })

  test('its patterns take linear time, and mean the same to every engine', () => {
    for (const source of forms.flatMap(patternsOf)) {
      const pattern = new RegExp(source, 'u')
      expect([source, analyse(pattern).reports]).toEqual([source, []])
      expect(() => new RegExp(source)).not.toThrow()
      // Unicode digits, look-around and intersections are where engines differ.
      expect(source.replaceAll(String.raw`[\s\S]`, '')).not.toMatch(/\\[a-wyzA-Z]|\(\?[^:]|&&|\[\^?\[/)
    }
  })

  test('its words end a sentence', () => {
    for (const row of forms) expect(definition.words(row)).toMatch(/^[^.].*[^.]$/)
  })
})

test('the lenient schemas take linear time as well: they look for what is masked', () => {
  const schemas = kinds.flatMap(({ kind }) => Object.values(jsonSchema(kind).properties ?? {}))
  const patterns = new Set(schemas.flatMap(({ pattern }) => pattern ?? []))
  expect(patterns.size).toBeGreaterThan(0)
  for (const pattern of patterns)
    expect([pattern, analyse(new RegExp(pattern, 'u')).reports]).toEqual([pattern, []])
})

test('linear patterns: the analysis finds what is not', () => {
  expect(analyse(/^(?:\d*\.?\d+)$/u).reports.length).toBeGreaterThan(0)
})

test('every value that a row lists is of its grammar', () => {
  const strangers = rows.flatMap((row) =>
    (row.values ?? [])
      .filter((value) => value !== '...' && value !== '0-9' && !isOfGrammar(row, value))
      .map((value) => `${row.name}=${value}`),
  )
  expect(strangers).toEqual([])
})

interface Selections {
  readonly strict: ValidateFunction
  readonly lenient: ValidateFunction
  readonly pattern: RegExp
}

/** In which respects the selections do not agree on one value; none when they do. */
function disagreements(row: Row, { strict, lenient, pattern }: Selections, value: string): readonly string[] {
  const isOrdinary = isOfGrammar(row, value)
  const finding = validate(row.kind, [[row.name, value]]).find(
    ({ parameter, code }) => parameter === row.name && code !== 'parameter-missing',
  )
  const isTold = isOrdinary || !beyondPatterns.has(row.grammar)
  return namesOf({
    validation: (finding === undefined) !== isOrdinary && finding?.code !== 'parameter-encoding',
    'masked is information': finding?.code === 'parameter-value' && isMasked(value),
    'lenient schema': lenient(value) !== (finding?.severity !== 'error'),
    'strict schema': isTold && strict(value) !== isOrdinary,
    'pattern and strict schema': pattern.test(value) !== strict(value),
    'written is ordinary': isWritten(row, value) && !isOrdinary,
    'stray is not ordinary': isStray(row, value) && isOrdinary,
    'fully masked is masked': isFullyMasked(value) && !isMasked(value),
    privacy: isPrivacyBroken(row, value),
  })
}

function namesOf(broken: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(broken).flatMap(([name, isBroken]) => (isBroken ? [name] : []))
}

const alwaysHarmless: ReadonlySet<Grammar> = new Set<Grammar>(['boolean', 'country', 'iso8601', 'rfc2822'])
const neverHarmless: ReadonlySet<Grammar> = new Set<Grammar>([
  'hostname',
  'ip',
  'json',
  'jwt',
  'mmyy',
  'name-addr',
  'percent-encoded-json',
  'sid',
  'text',
  'url',
])

function isPrivacyBroken(row: Row, value: string): boolean {
  const { grammar } = row
  const stays = tellsNothing(grammar, value)
  if (value === '' || isFullyMasked(value)) return !stays
  if (neverHarmless.has(grammar)) return stays
  if (alwaysHarmless.has(grammar) && isWritten(row, value)) return !stays
  if (grammar === 'address') return stays !== (parseAddress(value).scheme === 'withheld')
  // Seven digits may be a phone number, two a PIN that was keyed in, one the end of a card number.
  if (grammar === 'digit' || grammar === 'digits' || grammar === 'digit-or-hangup')
    return stays && !/^(?:.|hangup)$/.test(value)
  if (grammar === 'integer') return stays && /\d{7}/.test(value)
  return grammar === 'masked' && stays && /\d/.test(value)
}

function selectionsOf(row: Row): Selections {
  const [strict, lenient] = [true, false].map((isStrict) => {
    const schema = jsonSchema(row.kind, { strict: isStrict }).properties?.[row.name]
    return ajv.compile(schema ?? false)
  })
  if (strict === undefined || lenient === undefined) throw new Error(`${row.name} has no schema`)
  return { strict, lenient, pattern: new RegExp(valuePattern(row) ?? '', 'u') }
}

/** Values of a form, values that are nearly of it, and values of all others. */
function valuesFor(row: Row): fc.Arbitrary<string> {
  const { oddForms, example } = grammars[row.grammar]
  const plain = example({ ...row, example: '' })
  const known = [row.example, plain, ...oddForms(row).map(({ from }) => from(plain)), ...(row.values ?? [])]
  const patterns = patternsOf(row).map((source) => fc.stringMatching(new RegExp(source, 'u')))
  const ofGrammar = fc.oneof(fc.constantFrom(...known), ...patterns, ...madeBy(row.grammar))
  return fc.oneof(
    { arbitrary: ofGrammar, weight: 4 },
    { arbitrary: nearly(ofGrammar), weight: 4 },
    { arbitrary: fc.constantFrom(...tableValues), weight: 1 },
    { arbitrary: fc.string({ unit: 'binary' }), weight: 1 },
  )
}

/** What no pattern makes. */
function madeBy(grammar: Grammar): readonly fc.Arbitrary<string>[] {
  if (grammar === 'json') return [fc.json()]
  if (grammar === 'percent-encoded-json') return [fc.json().map(encodeURIComponent)]
  if (grammar === 'ip') return [fc.ipV4(), fc.ipV6()]
  if (grammar === 'url') return [fc.webUrl({ withQueryParameters: true })]
  const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  if (grammar === 'iso8601' || grammar === 'timestamp') return [date.map((each) => each.toISOString())]
  if (grammar === 'rfc2822') return [date.map((each) => each.toUTCString().replace('GMT', '+0000'))]
  return []
}

/** Values with one character changed, left out or added, or with a line end. */
function nearly(values: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const character = fc.oneof(
    fc.constantFrom(...Array.from('+-.:/@<>#*%xX 0159AZaz_\n\u0000٣＋é😀')),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  return fc
    .tuple(values, fc.nat(), fc.constantFrom('change', 'remove', 'insert', 'append', 'case'), character)
    .map(([value, place, how, other]) => {
      const at = value.length === 0 ? 0 : place % value.length
      if (how === 'append') return value + other
      if (how === 'case') return place % 2 === 0 ? value.toUpperCase() : value.toLowerCase()
      const rest = value.slice(how === 'insert' ? at : at + 1)
      return value.slice(0, at) + (how === 'remove' ? '' : other) + rest
    })
}

function patternsOf(row: Row): readonly string[] {
  const { writes, privacy } = grammars[row.grammar]
  const sources = [writes.pattern?.(row), privacy.harmless].filter((source) => source !== undefined)
  return [valuePattern(row), ...sources.map((source) => `^(?:${source})$`)].filter(
    (source) => source !== undefined,
  )
}

function formKey({ grammar, prefix, min, max, maxLength, forbids, values, example }: ParameterRow): string {
  return JSON.stringify([grammar, prefix, min, max, maxLength, forbids, values, example === ''])
}

function uniqueBy<T>(list: readonly T[], keyOf: (each: T) => string): readonly T[] {
  return [...new Map(list.map((each) => [keyOf(each), each])).values()]
}
