import type { Grammar, ParameterRow } from '@ringback/catalog'
import { hasOneOf } from './text.ts'
import { knownValues } from './grammar-forms.ts'
import { numberingPlans } from '../data/numbering-plans.ts'

/**
 * Whether the arbitrary of a parameter can make a value. Digits of subscribers, hexadecimal digits and the words of a
 * text are not compared, only their form.
 */
export function accepts(row: ParameterRow, value: string): boolean {
  if (value === '' && row.example === '') return true
  if (isMasked(row.grammar, value)) return true
  const known = knownValues(row)
  if (known === undefined) return byGrammar[row.grammar](value, row)
  if (known.includes(value)) return true
  return row.values?.includes(andMore) === true && byGrammar[row.grammar](value, row)
}

/** Whether whoever published a webhook put `X`, `*` or dots in the place of a value or of the digits in it. */
export function isMasked(grammar: Grammar, value: string): boolean {
  if (/^(?:x{3,}|X{3,}|\*{3,}|\.{3,})$/.test(value)) return true
  return partlyMasked[grammar]?.test(value) === true
}

const partlyMasked: Partial<Readonly<Record<Grammar, RegExp>>> = {
  address: /^\+?\d*(?:[xX*]{3,}|\.{3,})[\dxX*.]*$/,
  'percent-encoded-json': /^%7B.*\.{3}$/,
  sid: /^[A-Z]{0,2}[\da-fA-F]*(?:[xX*]{3,}|\.{3,})[\da-fA-FxX*.]*$/,
}

const andMore = '...'

const byGrammar: Readonly<Record<Grammar, (value: string, row: ParameterRow) => boolean>> = {
  address: isText,
  boolean: (value) => value === 'true' || value === 'false',
  const: (value, { example }) => value === example,
  country: (value) => value === '' || countries.has(value),
  digit: (value) => /^[\d*#]?$/.test(value),
  'digit-or-hangup': (value) => /^(?:[\d*#]?|hangup)$/.test(value),
  digits: (value) => /^[\d*#]*$/.test(value),
  enum: (value, { example }) => value === example,
  float: (value, row) => /^\d+(?:\.\d+)?$/.test(value) && isWithin(value, row),
  hostname: (value) => /^(?:[\da-z](?:[\da-z-]*[\da-z])?\.)+[a-z]{2,}$/i.test(value),
  integer: (value, row) => /^\d+$/.test(value) && isWithin(value, row),
  ip: (value) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value) || /^[\da-f:]*:[\da-f:.]+$/i.test(value),
  iso8601: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(value) && isMoment(value),
  json: isJson,
  jwt: (value) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value),
  language: (value) => /^[a-z]{2,5}(?:-[\dA-Za-z]{2,8})*$/.test(value),
  masked: (value) => /^[\dxX*-]+$/.test(value),
  mmyy: (value) => /^(?:0[1-9]|1[0-2])\d\d$/.test(value),
  'name-addr': (value) => /^<[a-z]+:[^<>\s]+>$/.test(value),
  'percent-encoded-json': (value) => isJson(decoded(value)),
  rfc2822: isRfc2822,
  sid: (value, { prefix = '' }) => new RegExp(`^${prefix}(?:[\\da-f]{32}|[\\dA-F]{32})$`).test(value),
  text: isText,
  timestamp: (value) => /^\d{9,11}$/.test(value),
  url: (value) => /^https?:\/\/[^\s<>"]+$/.test(value),
}

const countries: ReadonlySet<string> = new Set(numberingPlans.map(({ country }) => country))

function isText(value: string, { maxLength = 4096, forbids = '' }: Partial<ParameterRow> = {}): boolean {
  if (value.length > maxLength || /\p{Cc}/u.test(value)) return false
  return !hasOneOf(forbids, value)
}

function isWithin(value: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: ParameterRow): boolean {
  return Number(value) >= min && Number(value) <= max
}

function isMoment(value: string): boolean {
  return !Number.isNaN(Date.parse(value))
}

function isRfc2822(value: string): boolean {
  const match = /^([A-Z][a-z]{2}), (\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d) \+0000$/.exec(value)
  if (match === null) return false
  const moment = Date.parse(`${match[2]} GMT`)
  return !Number.isNaN(moment) && new Date(moment).toUTCString().startsWith(match[1] ?? '')
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
