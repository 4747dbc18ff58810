import type { Grammar, ParameterRow } from '../model.ts'
import { parseAddress } from '../parse-address.ts'
import { isSid } from '../sid.ts'
import { isIso8601, isRfc2822 } from './dates.ts'

/** How a value of one grammar is told, and what Twilio sends, in words that end a sentence. */
export interface GrammarRule {
  readonly holds: (value: string, row: ParameterRow) => boolean
  readonly sends: (row: ParameterRow) => string
}

const anything: GrammarRule = { holds: () => true, sends: () => 'any text' }

/** The rule of each grammar (docs/facts/webhooks.md, section 3). Listed values are judged apart from it. */
export const grammarRules: { readonly [Key in Grammar]: GrammarRule } = {
  address: {
    holds: (value) => parseAddress(value).scheme !== 'raw',
    sends: () => 'a number with +, client:name, sip:user@host, whatsapp:+number, or a word like anonymous',
  },
  boolean: rule(/^(?:true|false)$/, 'true or false'),
  const: anything,
  country: rule(/^(?:[A-Z]{2})?$/, 'a country code of two capitals, or nothing'),
  digit: rule(/^[\d*#]?$/, 'one key: 0-9, * or #'),
  'digit-or-hangup': rule(/^(?:hangup|[\d*#]*)$/, 'the key that ended it, or hangup'),
  digits: rule(/^[\d*#]*$/, 'keys: 0-9, * and #'),
  enum: anything,
  float: rule(/^-?\d*\.?\d+$/, 'a decimal number'),
  hostname: rule(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i, 'a host name'),
  integer: { holds: isIntegerInRange, sends: integerInWords },
  ip: rule(/^(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-f:]*:[\da-f:.]*)$/i, 'an IP address'),
  iso8601: { holds: isIso8601, sends: () => 'a date like 2026-03-24T18:23:44.751Z' },
  json: { holds: isJson, sends: () => 'JSON' },
  jwt: rule(/^[\w-]+\.[\w-]+\.[\w-]*$/, 'a JSON web token'),
  language: rule(/^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i, 'a language tag like en-US'),
  masked: rule(/^[\dx*-]*$/i, 'digits masked by x'),
  mmyy: rule(/^(?:0[1-9]|1[0-2])\d{2}$/, 'month and year, like 1227'),
  'name-addr': rule(/^<?(?:sips?|tel):[^<>]+>?$/i, 'an address like <sip:user@host>'),
  'percent-encoded-json': { holds: isPercentEncodedJson, sends: () => 'percent-encoded JSON' },
  rfc2822: { holds: isRfc2822, sends: () => 'a date like Fri, 20 Aug 2010 01:13:42 +0000' },
  sid: {
    holds: (value, { prefix = '' }) => isSid(value) && value.startsWith(prefix),
    sends: ({ prefix = 'two capitals' }) => `${prefix} and 32 hexadecimal digits`,
  },
  text: {
    holds: (value, { maxLength = Infinity, forbids = '' }) =>
      value.length <= maxLength && !Array.from(forbids).some((character) => value.includes(character)),
    sends: ({ maxLength, forbids }) =>
      `text${maxLength === undefined ? '' : ` of up to ${maxLength} characters`}${forbids === undefined ? '' : ` without ${forbids}`}`,
  },
  timestamp: {
    holds: (value) => isRfc2822(value) || isIso8601(value) || /^\d+(?:\.\d+)?$/.test(value),
    sends: () => 'a date',
  },
  url: { holds: isHttpUrl, sends: () => 'an absolute http or https URL' },
}

/** Whether a value has the form of its parameter's grammar; values that the row lists are not looked at. */
export function isOfGrammar(row: ParameterRow, value: string): boolean {
  return grammarRules[row.grammar].holds(value, row)
}

function rule(pattern: RegExp, words: string): GrammarRule {
  return { holds: (value) => pattern.test(value), sends: () => words }
}

function isIntegerInRange(value: string, { min = -Infinity, max = Infinity }: ParameterRow): boolean {
  return /^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max
}

function integerInWords({ min, max }: ParameterRow): string {
  const from = min === undefined ? '' : ` from ${min}`
  return `a whole number${from}${max === undefined ? '' : ` to ${max}`}`
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

function isPercentEncodedJson(value: string): boolean {
  try {
    return isJson(decodeURIComponent(value))
  } catch {
    return false
  }
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:/i.test(value)
}
