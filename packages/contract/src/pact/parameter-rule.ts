import type { Grammar, ParameterRow } from '@ringback/catalog'
import { type PactRule, regexRule, rule } from './pact.ts'

const date = String.raw`[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (?:[+-]\d{4}|GMT|UTC)`

/** The form of a value by its grammar, as a regular expression that every engine of Pact reads. */
const patterns: Readonly<Partial<Record<Grammar, string>>> = {
  address: String.raw`^(?:\+\d{1,15}|client:.+|sips?:.+|whatsapp:\+\d+)$`,
  boolean: '^(?:true|false)$',
  country: '^(?:[A-Z]{2})?$',
  digit: String.raw`^[\d*#]?$`,
  'digit-or-hangup': String.raw`^(?:hangup|[\d*#]*)$`,
  digits: String.raw`^[\d*#]*$`,
  float: String.raw`^-?\d*\.?\d+$`,
  integer: String.raw`^-?\d+$`,
  iso8601: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$`,
  jwt: String.raw`^[\w-]+\.[\w-]+\.[\w-]*$`,
  language: String.raw`^[A-Za-z]{2,3}(?:-[A-Za-z\d]{2,8})*$`,
  masked: String.raw`^[\dxX]*$`,
  mmyy: String.raw`^(?:0[1-9]|1[0-2])\d{2}$`,
  rfc2822: `^${date}$`,
  url: '^https?://.+$',
}

/**
 * How far Twilio may depart from the value of an interaction: to another value of the same grammar. Undefined where
 * the value is the point: what the catalog does not know, and a value outside of its grammar.
 */
export function parameterRule(row: ParameterRow | undefined, value: string): PactRule | undefined {
  if (row === undefined) return undefined
  const pattern = patternOf(row)
  if (pattern === undefined) return value === '' ? undefined : rule({ match: 'type' })
  return new RegExp(pattern, 'u').test(value) ? regexRule(pattern) : undefined
}

function patternOf({ grammar, values, prefix }: ParameterRow): string | undefined {
  if (grammar === 'sid') return `^${prefix ?? '[A-Z]{2}'}[0-9a-fA-F]{32}$`
  if ((grammar === 'enum' || grammar === 'const') && values !== undefined && values.length > 0) {
    return `^(?:${values.map(quoted).join('|')})$`
  }
  return patterns[grammar]
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
