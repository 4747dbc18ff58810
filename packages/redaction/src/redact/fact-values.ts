import type { Grammar } from '@ringback/catalog'

const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const rfc2822 = new RegExp(
  `^${day}, \\d{1,2} ${month} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:[+-]\\d{4}|GMT|UTC|Etc/UTC)$`,
)
const iso8601 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/

/** By grammar, the values that are facts about the call and stay: dates, durations, counts, countries, languages. */
const factual: { readonly [Kind in Grammar]?: RegExp } = {
  boolean: /^(?:true|false)$/,
  country: /^[A-Z]{2}$/,
  float: /^-?(?:\d{1,6}|\d{0,6}\.\d{1,17})$/,
  integer: /^-?\d{1,6}$/,
  iso8601,
  language: /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/,
  rfc2822,
}

/** True when a value is of its grammar and of a kind that tells nothing about a person. */
export function isFactual(grammar: Grammar, value: string): boolean {
  if (grammar === 'timestamp') return rfc2822.test(value) || iso8601.test(value)
  if (grammar === 'rfc2822') return rfc2822.test(value) || iso8601.test(value)
  return factual[grammar]?.test(value) ?? false
}

/** True for the dates that HTTP and Twilio write. */
export function isDate(value: string): boolean {
  return rfc2822.test(value) || iso8601.test(value)
}
