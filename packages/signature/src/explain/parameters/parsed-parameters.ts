import type { ParameterPairs } from '../../parameters.ts'
import type { ParsedParameters } from '../model.ts'

type Entry = readonly [name: string, value: unknown]

/** The ways to read what an app's parser left as the pairs that Twilio sent. */
export interface ParameterReadings {
  /** As Twilio's SDK reads it: every value as its text, `null` included. */
  readonly asGiven: ParameterPairs
  /** With nothing for null and undefined. */
  readonly withoutNulls: ParameterPairs
  /** With nested objects as names in brackets again: `a[b]`. */
  readonly inBrackets: ParameterPairs
  /** With nested objects as dotted names again: `a.b`. */
  readonly dotted: ParameterPairs
}

/** Reads parsed parameters. */
export function readingsOf(parameters: ParsedParameters | undefined): ParameterReadings {
  const entries = entriesOf(parameters ?? [])
  return {
    asGiven: entries.flatMap(([name, value]) => listed(value).map((each) => [name, asString(each)] as const)),
    withoutNulls: entries.flatMap(([name, value]) =>
      listed(value).map((each) => [name, isNothing(each) ? '' : asString(each)] as const),
    ),
    inBrackets: entries.flatMap((entry) => flat(entry, (outer, inner) => `${outer}[${inner}]`)),
    dotted: entries.flatMap((entry) => flat(entry, (outer, inner) => `${outer}.${inner}`)),
  }
}

function entriesOf(parameters: ParsedParameters): readonly Entry[] {
  return isPairs(parameters) ? parameters : Object.entries(parameters)
}

function isPairs(parameters: ParsedParameters): parameters is readonly Entry[] {
  return (
    Array.isArray(parameters) &&
    parameters.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string')
  )
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function flat([name, value]: Entry, nested: (outer: string, inner: string) => string): ParameterPairs {
  if (Array.isArray(value)) return value.flatMap((each) => flat([name, each], nested))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([inner, each]) => flat([nested(name, inner), each], nested))
  return [[name, isNothing(value) ? '' : asString(value)]]
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === 'null' || value === 'undefined'
}

/** What JavaScript makes of a value when it is appended to a text, as Twilio's SDK does. */
function asString(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value)
}
