import type { Grammar, ParameterRow } from '@ringback/catalog'
import { fixed, fixedForms, mapForms, type Form, type Forms } from '../form.ts'
import { fillDigits, hexOf, integerOf, mix, pick, type Ink, type NonEmpty } from '../ink.ts'
import { clients } from './client-identity.ts'
import { confidenceForms } from './confidence.ts'
import { iso8601Forms, rfc2822Forms, unixTimeForms } from './dates.ts'
import { digitsForms, hangUp } from './digits.ts'
import { plainNumber } from './e164.ts'
import { sidForms } from './sid.ts'
import { sipUriForms } from './sip-uri.ts'
import { textForms } from './text.ts'
import { callTokenForms, passportForms } from './tokens.ts'

/** The forms of a parameter's value: of its known values when its row lists them, else of its grammar. */
export function grammarForms(row: ParameterRow): Forms {
  const values = knownValues(row)
  return values === undefined ? byGrammar[row.grammar](row) : fixedForms(values)
}

/** The values a row lists, its example first; undefined when it lists none or not all. */
export function knownValues(row: ParameterRow): NonEmpty<string> | undefined {
  const listed = (row.values ?? []).filter((value) => value !== '...')
  if (row.grammar === 'digit-or-hangup') return undefined
  const [first, ...rest] = listed.includes(row.example)
    ? [row.example, ...listed.filter((value) => value !== row.example)]
    : listed
  return first === undefined ? undefined : [first, ...rest]
}

const byGrammar: Readonly<Record<Grammar, (row: ParameterRow) => Forms>> = {
  address: () => [
    { name: 'address', make: (ink) => plainNumber.make(ink).address },
    ...mapForms(clients, ({ address }) => address),
  ],
  boolean: () => fixedForms(['true', 'false']),
  const: ({ example }) => [fixed('constant', example)],
  country: () => fixedForms(['US', 'CA', 'GB', 'DE', 'IN']),
  digit: () => fixedForms(['#', '*', '1', '']),
  'digit-or-hangup': () => fixedForms([hangUp, '#', '*', '']),
  digits: ({ example }) => [
    { name: 'digits', make: (ink) => fillDigits(ink === 0 ? example : 'x'.repeat(example.length), ink) },
    ...digitsForms.slice(4),
  ],
  enum: ({ example }) => [fixed('value', example)],
  float: () => confidenceForms,
  hostname: ({ example }) => [
    fixed('hostname', example),
    fixed('hostname-with-region', 'example.sip.us1.twilio.com'),
    fixed('hostname-with-hyphens', 'direct-public-dev.sip.twilio.com'),
  ],
  integer: integerForms,
  ip: () => [
    { name: 'ipv4', make: (ink) => `203.0.113.${integerOf(ink, 5, 254)}` },
    fixed('ipv4-private', '10.0.0.1'),
    fixed('ipv6', '2001:db8::5'),
  ],
  iso8601: () => iso8601Forms,
  json: ({ example }) => [
    fixed('json', isJson(example) ? example : '{}'),
    fixed('json-empty', '{}'),
    fixed('json-with-spaces', '{ "k": "v", "n": [1, 2] }'),
    fixed('json-non-ascii', '{"text":"Köln \\u00e9 日本"}'),
    fixed('json-markup', '{"text":"<Say>5 & 6</Say>"}'),
  ],
  jwt: () => passportForms,
  language: () => fixedForms(['en-US', 'de-DE', 'es-419', 'cmn-Hans-CN']),
  masked: ({ example }) => [
    fixed('masked', example),
    { name: 'masked-with-x', make: (ink) => `xxxxxxxxxxxx${fillDigits('xxxx', mix(ink, 1) || 1111)}` },
    fixed('masked-with-stars', '*******92'),
    fixed('masked-short', 'xxx'),
  ],
  mmyy: () => [
    { name: 'mmyy', make: (ink) => (ink === 0 ? '1227' : monthAndYear(ink)) },
    fixed('january', '0130'),
  ],
  'name-addr': ({ example }) => [
    fixed('name-addr', example),
    { name: 'name-addr-tel', make: (ink) => `<tel:+447700900${String(integerOf(ink, 100, 999))}>` },
    ...sipUriForms('example.com')
      .slice(1)
      .map(({ name, make }: Form) => ({ name: `name-addr-${name}`, make: (ink: Ink) => `<${make(ink)}>` })),
  ],
  'percent-encoded-json': () =>
    callTokenForms({ callSid: `CA${hexOf(0, 32)}`, from: '+14155550100', to: '+14155550199' }),
  rfc2822: () => rfc2822Forms,
  sid: ({ prefix = '' }) => sidForms(prefix),
  text: ({ example, maxLength, forbids }) => textForms(plainText(example), maxLength, forbids),
  timestamp: () => unixTimeForms,
  url: ({ example }) => [
    { name: 'url', make: (ink) => filledUrl(example, ink) },
    fixed('url-with-query', 'https://example.com/voice?a=1&b=two%20words'),
    fixed('url-http-with-port', 'http://example.com:8080/voice.php'),
  ],
}

const responseCodes: NonEmpty<string> = ['200', '404', '480', '486', '487', '503', '603']

function integerForms(row: ParameterRow): Forms {
  const { example, min = 0, max } = row
  const plain = Number.parseInt(example, 10) || min
  if (row.name.endsWith('SipResponseCode')) return [fixed('integer', example), ...fixedForms(responseCodes)]
  const highest = max ?? plain + 10_000
  const largest = max ?? (row.unit === 'bytes' ? 2_147_483_648 : 86_400)
  return [
    { name: 'integer', make: (ink) => String(ink === 0 ? plain : integerOf(ink, Math.max(min, 1), highest)) },
    fixed('smallest', String(min)),
    fixed('largest', String(largest)),
  ]
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

// The catalog shortens its examples with dots.
function plainText(example: string): string {
  return example.replaceAll(/\.\.\.+/g, '').trim()
}

function filledUrl(example: string, ink: Ink): string {
  return example
    .replaceAll(/\b([A-Z]{2})\.\.\./g, (_, prefix: string) => prefix + hexOf(ink, 32))
    .replace(/\/?\.\.\.$/, '')
}

const months: NonEmpty<string> = ['12', '01', '06', '09']

function monthAndYear(ink: Ink): string {
  return `${pick(months, ink)}${String(integerOf(mix(ink, 2), 26, 39))}`
}
