import { createRequire } from 'node:module'

import {
  isOfGrammar,
  isWebhookKind,
  kindRow,
  kinds,
  valuePattern,
  type ParameterRow,
  type Parameters,
  type WebhookKind,
} from '@ringback/catalog'
import { pactFiles, type PlannedInteraction } from '@ringback/contract'
import type PactCore from '@pact-foundation/pact-core'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { verdicts } from '@ringback/test-support/value-verdicts'

const valuesPerGrammar = 10_000

/** The rule that a pact has for a value of a parameter: a pattern, any text, or undefined for the value alone. */
function rulesOf(kind: WebhookKind, values: readonly (readonly [name: string, value: string])[]): unknown[] {
  const planned = values.map((pair): PlannedInteraction => plannedWith(kind, [pair]))
  const files = pactFiles(planned, { provider: 'app', maxInteractions: values.length })
  return files.flatMap(({ pact }) =>
    pact.interactions.map(({ request }, index) => {
      const name = values[index]?.[0]
      return request.matchingRules?.['body']?.[`$.${name}`]?.matchers[0]
    }),
  )
}

function plannedWith(kind: WebhookKind, parameters: Parameters): PlannedInteraction {
  return {
    kind,
    case: 'plain',
    method: 'POST',
    url: 'https://phone.example.com/voice',
    form: '',
    parameters,
    style: 'plus',
    state: { name: 'a call', params: {} },
    answer: null,
  }
}

function expectedRule(row: ParameterRow, value: string): unknown {
  if (!isOfGrammar(row, value)) return undefined
  const regex = valuePattern(row)
  if (regex !== undefined) return { match: 'regex', regex }
  return value === '' ? undefined : { match: 'type' }
}

const rows = kinds.flatMap(({ kind, parameters }) =>
  parameters.filter(({ presence }) => presence !== 'dynamic').map((row) => ({ ...row, kind })),
)
const formsOf = Map.groupBy(
  new Map(rows.map((row) => [JSON.stringify([row.grammar, valuePattern(row)]), row])).values(),
  ({ grammar }) => grammar,
)
const tableValues = verdicts.flatMap(({ values }) => values.map(({ value }) => value))

describe.each([...formsOf])('%s', (_grammar, forms) => {
  test(`has a rule for those of ${valuesPerGrammar} values that are of the grammar, and for no other`, () => {
    const perForm = Math.ceil(valuesPerGrammar / forms.length)
    for (const row of forms) {
      const values = fc.sample(nearValuesOf(row), perForm)
      const rules = rulesOf(
        row.kind,
        values.map((value) => [row.name, value]),
      )
      expect(rules).toEqual(values.map((value) => expectedRule(row, value)))
    }
  })
})

function nearValuesOf(row: ParameterRow): fc.Arbitrary<string> {
  const pattern = valuePattern(row)
  const ofPattern = pattern === undefined ? fc.json() : fc.stringMatching(new RegExp(pattern, 'u'))
  const spoilt = fc
    .tuple(ofPattern, fc.nat(), fc.constantFrom(...Array.from('+-.:/@ 09aZxX*\n٣😀')))
    .map(([value, place, other]) => {
      const at = value.length === 0 ? 0 : place % value.length
      return value.slice(0, at) + other + value.slice(at + 1)
    })
  return fc.oneof(ofPattern, spoilt, fc.constantFrom(row.example, ...tableValues))
}

describe.each(verdicts)('$grammar: $parameter of $kind', ({ kind, parameter, values }) => {
  test.each(values)('$value is $verdict: $source', ({ value, verdict }) => {
    if (!isWebhookKind(kind)) throw new Error(`${kind} is no kind`)
    const hasRule = rulesOf(kind, [[parameter, value]])[0] !== undefined
    const row = kindRow(kind).parameters.find(({ name }) => name === parameter)
    const isAnyText = row !== undefined && value === '' && valuePattern(row) === undefined
    expect(hasRule).toBe((verdict === 'written' || verdict === 'ordinary') && !isAnyText)
  })
})

describe("Pact's own engine", () => {
  const { makeConsumerPact } = createRequire(import.meta.url)('@pact-foundation/pact-core') as typeof PactCore
  const sections = verdicts.flatMap(({ kind, parameter, values }, index) => {
    const row = isWebhookKind(kind)
      ? kindRow(kind).parameters.find(({ name }) => name === parameter)
      : undefined
    const regex = row === undefined ? undefined : valuePattern(row)
    return regex === undefined ? [] : [{ path: `/${index}`, parameter, regex, values }]
  })
  let port = 0
  let close = (): void => {}

  beforeAll(() => {
    // Pact tells Google Analytics of every mock server otherwise.
    process.env['PACT_DO_NOT_TRACK'] = 'true'
    const mock = makeConsumerPact('twilio', 'app', 5, 'error')
    for (const { path, regex, values } of sections) {
      const interaction = mock.newInteraction(path)
      const example = values.find(({ verdict }) => verdict === 'written')?.value ?? ''
      interaction.withRequest('GET', path)
      interaction.withQuery('value', 0, example)
      const rule = { combine: 'AND', matchers: [{ match: 'regex', regex }] }
      interaction.withRequestMatchingRules(JSON.stringify({ query: { value: rule } }))
      interaction.withStatus(204)
    }
    port = mock.createMockServer('127.0.0.1')
    close = () => mock.cleanupMockServer(port)
  })

  afterAll(() => close())

  test.each(sections)('reads the pattern of $parameter as this one does', async ({ path, regex, values }) => {
    const statuses = []
    for (const { value } of values) {
      const response = await fetch(`http://127.0.0.1:${port}${path}?value=${encodeURIComponent(value)}`)
      statuses.push([value, response.status === 204])
    }
    expect(statuses).toEqual(values.map(({ value }) => [value, new RegExp(regex, 'u').test(value)]))
  })
})
