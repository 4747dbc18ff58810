import { isOfGrammar, type Grammar, type ParameterRow } from '@ringback/catalog'
import { hangUp } from './digits.ts'
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
  if (known?.includes(value) === true) return true
  if (known !== undefined && row.values?.includes(andMore) !== true) return false
  // Which numbers are odd is for the catalog to say; odd ones are made as well.
  if (row.grammar === 'address') return isPlainText(value, row)
  return isOfGrammar(row, value) && (narrower[row.grammar]?.(value, row) ?? true)
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

/** What the arbitraries make of a grammar where that is less than the catalog lets pass. */
const narrower: Partial<Readonly<Record<Grammar, (value: string, row: ParameterRow) => boolean>>> = {
  const: isExample,
  country: (value) => value === '' || countries.has(value),
  'digit-or-hangup': (value) => value.length <= 1 || value === hangUp,
  enum: isExample,
  float: (value, row) => /^\d/.test(value) && isFromZero(value, row),
  hostname: (value) => /^(?:[\da-z](?:[\da-z-]*[\da-z])?\.)+[a-z]{2,}$/i.test(value),
  integer: (value, row) => /^\d/.test(value) && isFromZero(value, row),
  iso8601: (value) => /:\d\d(?:\.\d{1,9})?Z$/.test(value),
  jwt: (value) => !value.endsWith('.'),
  masked: (value) => value !== '',
  'name-addr': (value) => /^<[a-z]+:[^<>\s]+>$/.test(value),
  sid: (value) => /^..(?:[\da-f]{32}|[\dA-F]{32})$/.test(value),
  text: isPlainText,
  timestamp: (value) => /^\d{9,11}$/.test(value),
  url: (value) => !/[\s<>"]/.test(value),
}

const longestText = 4096

const countries: ReadonlySet<string> = new Set(numberingPlans.map(({ country }) => country))

function isPlainText(value: string, { maxLength = longestText }: ParameterRow): boolean {
  return value.length <= maxLength && !/\p{Cc}/u.test(value)
}

function isExample(value: string, { example }: ParameterRow): boolean {
  return value === example
}

function isFromZero(value: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: ParameterRow): boolean {
  return Number(value) >= min && Number(value) <= max
}
