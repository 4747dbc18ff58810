import { grammars, parameter, sipResponseStatuses, type Grammar, type ParameterRow } from '@ringback/catalog'
import {
  fillDigits,
  hexOf,
  integerOf,
  pick,
  seedFor,
  type DetailSeed,
  type NonEmpty,
} from '../forms/detail-seed.ts'
import { fixed, fixedForms, mapForms, type Form, type Forms } from '../forms/form.ts'
import { withOddForms } from '../forms/odd-forms.ts'
import { clients } from './client-identity.ts'
import { plainConfidence } from './confidence.ts'
import { plainIso8601, plainRfc2822, plainUnixTime } from './dates.ts'
import { plainNumber } from './e164.ts'
import { plainSid } from './sid.ts'
import { plainSubject, callTokenForms, passportForms } from './tokens.ts'

/** The forms of a parameter's value: of its known values when its row lists them, else of its grammar. */
export function grammarForms(row: ParameterRow): Forms {
  const values = knownValues(row)
  if (values !== undefined) return fixedForms(values)
  if (row.name.endsWith(sipResponse))
    return [exampleForm(row), ...Object.keys(sipResponseStatuses).map((code) => fixed(code, code))]
  return ownForms[row.grammar] ?? withOddForms(row, plainForms[row.grammar]?.(row) ?? exampleForm(row))
}

const sipResponse = parameter.SipResponseCode

/** The values a row lists, its example first; undefined when it lists none or not all. */
export function knownValues(row: ParameterRow): NonEmpty<string> | undefined {
  const listed = (row.values ?? []).filter((value) => value !== andMore)
  if (row.grammar === 'digit-or-hangup') return undefined
  const [first, ...rest] = listed.includes(row.example)
    ? [row.example, ...listed.filter((value) => value !== row.example)]
    : listed
  return first === undefined ? undefined : [first, ...rest]
}

/** What a row has among its values when it does not list all of them. */
export const andMore = '...'

/** Grammars whose values are odd in more ways than their plain value can be changed. */
const ownForms: Readonly<Partial<Record<Grammar, Forms>>> = {
  address: [
    { name: 'address', make: (seed) => plainNumber.make(seed).address },
    ...mapForms(clients, ({ address }) => address),
  ],
  jwt: passportForms,
  'percent-encoded-json': callTokenForms(plainSubject),
}

/** The plain form of a grammar where it is more than the one example. */
const plainForms: Readonly<Partial<Record<Grammar, (row: ParameterRow) => Form>>> = {
  digits: ({ example }) => ({
    name: 'digits',
    make: (seed) => fillDigits(seed === 0 ? example : 'x'.repeat(example.length), seed),
  }),
  float: () => plainConfidence,
  integer: plainInteger,
  ip: () => ({ name: 'ipv4', make: (seed) => `203.0.113.${integerOf(seed, 5, 254)}` }),
  iso8601: () => plainIso8601,
  mmyy: () => ({ name: 'mmyy', make: monthAndYear }),
  rfc2822: () => plainRfc2822,
  sid: ({ prefix = '' }) => plainSid(prefix),
  text: plainText,
  timestamp: () => plainUnixTime,
  url: ({ example }) => ({ name: 'url', make: (seed) => filledUrl(example, seed) }),
}

/** The example of a row, or that of the grammar; named after the grammar, or after itself where the value is one of a few words. */
function exampleForm(row: ParameterRow): Form {
  const { grammar } = row
  const example = grammars[grammar].example(row)
  return wordGrammars.has(grammar) ? fixedForms([example])[0] : fixed(grammar, example)
}

const wordGrammars: ReadonlySet<Grammar> = new Set<Grammar>([
  'boolean',
  'country',
  'digit',
  'digit-or-hangup',
  'language',
])

function plainInteger(row: ParameterRow): Form {
  const { min = 0, max } = row
  const example = grammars.integer.example(row)
  const highest = max ?? Number(example) + 10_000
  return {
    name: 'integer',
    make: (seed) => (seed === 0 ? example : String(integerOf(seed, Math.max(min, 1), highest))),
  }
}

function plainText({ example }: ParameterRow): Form {
  // The catalog shortens its examples with dots.
  const plain = example.replaceAll(/\.\.\.+/g, '').trim()
  return {
    name: 'text',
    make: (seed) => (seed % 4 === 0 ? plain : `${plain} ${integerOf(seed, 1, 999)}`.trim()),
  }
}

function filledUrl(example: string, seed: DetailSeed): string {
  return example
    .replaceAll(/\b([A-Z]{2})\.\.\./g, (_, prefix: string) => prefix + hexOf(seed, 32))
    .replace(/\/?\.\.\.$/, '')
}

const months: NonEmpty<string> = ['12', '01', '06', '09']

function monthAndYear(seed: DetailSeed): string {
  if (seed === 0) return grammars.mmyy.example({ grammar: 'mmyy' })
  return `${pick(months, seed)}${String(integerOf(seedFor(seed, 2), 26, 39))}`
}
