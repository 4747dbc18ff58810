import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { grammars, kinds, tellsNothing, valuePattern, type ParameterRow } from '@ringback/catalog'
import { createRedactor } from '@ringback/redaction'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** For each grammar, spread over the parameters that have it alone. */
const valuesPerGrammar = 10_000

interface Verdicts {
  readonly parameter: string
  readonly values: readonly { readonly value: string; readonly stays: boolean; readonly source: string }[]
}

const redactor = createRedactor({ key: new Uint8Array(32).fill(3) })
// The file is this repository's own, of the form that its README describes.
const verdicts = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/values/verdicts.json'), 'utf8'),
) as readonly Verdicts[]

const rows = kinds.flatMap(({ parameters }) => parameters.filter(({ presence }) => presence !== 'dynamic'))
const rowsOfName = Map.groupBy(rows, ({ name }) => name)
/** Parameters of one grammar only: of the others a value may be read in several ways. */
const soleRows = new Map(
  [...rowsOfName].flatMap(([name, members]) => {
    const [first] = members
    const isSole = first !== undefined && members.every(({ grammar }) => grammar === first.grammar)
    return isSole ? [[name, first] as const] : []
  }),
)

/**
 * Values that the grammar alone would replace, and that the redactor leaves as they are because nothing in them is about a
 * person.
 */
const nothingToReplace: Readonly<Record<string, readonly string[]>> = {
  'keys without a digit': ['FinishedOnKey=##'],
  "a word of Twilio's, of another parameter": ['CallStatus=answered', 'StatusCallbackEvent=participant-join'],
  'hosts of public names only': [
    'SipDomain=example.sip.twilio.com',
    'SipDomain=example.sip.us1.twilio.com',
    'SipDomain=EXAMPLE.SIP.TWILIO.COM',
    'SipDomain=localhost',
    'SipDomain=example..com',
    'SipDomain=example.com:5060',
    'ErrorUrl=https://example.com',
    'ErrorUrl=ftp://example.com/x',
  ],
  'the address of this machine': ['SipSourceIp=::1'],
  'dates of no calendar': [
    'Timestamp=2026-13-01T18:23:44Z',
    'Timestamp=2026-03-24T24:00:00Z',
    'Timestamp=2026-03-24T18:23:60Z',
    'Timestamp=Wed, 10 Jun 2026 25:00:00 +0000',
    'Timestamp=Wed, 32 Jun 2026 18:44:18 +0000',
  ],
  'JSON without private values': [
    'AddOns=[]',
    'AddOns=%7B%7D',
    'Payload={"resource_sid": null, "service_sid": null, "error_code": "11200"}',
    'CallToken=%7b%22identityHeaderTokens%22%3a%5b%5d%7d',
    'CallToken=%257B%257D',
  ],
}

describe('verdicts that were decided by hand', () => {
  const judged = verdicts.flatMap(({ parameter, values }) =>
    values.map(({ value, stays }) => ({
      text: `${parameter}=${value}`,
      stays,
      kept: redactor.redactValue(parameter, value) === value,
    })),
  )

  test('at least 200 values, each of which stays exactly where it tells nothing', () => {
    expect(judged.length).toBeGreaterThan(200)
    expect(judged.filter(({ stays, kept }) => stays && !kept)).toEqual([])
  })

  test('what else is left as it is, is listed with the reason', () => {
    const others = judged.filter(({ stays, kept }) => kept && !stays).map(({ text }) => text)
    expect(others.toSorted()).toEqual(Object.values(nothingToReplace).flat().toSorted())
  })
})

const soleGrammars = [...Map.groupBy(soleRows.values(), ({ grammar }) => grammar)]

describe.each(soleGrammars)('%s', (grammar, members) => {
  test(`what tells nothing stays, on ${valuesPerGrammar} values`, () => {
    const numRuns = Math.ceil(valuesPerGrammar / members.length)
    for (const row of members) {
      const stays = (value: string): boolean => redactor.redactValue(row.name, value) === value
      const holds = fc.property(valuesFor(row), (value) => !tellsNothing(grammar, value) || stays(value))
      const { counterexample } = fc.check(holds, { numRuns })
      expect([row.name, counterexample]).toEqual([row.name, null])
    }
  })
})

function valuesFor(row: ParameterRow): fc.Arbitrary<string> {
  const pattern = valuePattern(row)
  const harmless = grammars[row.grammar].privacy.harmless
  return fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constant(row.example),
    ...(pattern === undefined ? [] : [fc.stringMatching(new RegExp(pattern, 'u'))]),
    ...(harmless === undefined ? [] : [fc.stringMatching(new RegExp(`^(?:${harmless})$`, 'u'))]),
  )
}
