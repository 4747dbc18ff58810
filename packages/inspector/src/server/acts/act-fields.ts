import { RingbackError } from '@ringback/common'
import type { ParameterPairs } from '../../model/act-view.ts'

/** What a request body gives, by name. */
export type ActFields = Readonly<Record<string, unknown>>

/** A text that has to be there. @throws {RingbackError} `bad-act` without it. */
export function textField(fields: ActFields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string') return value
  throw badAct(`The request has no text ${name}.`)
}

/** Texts, in order. @throws {RingbackError} `bad-act` for anything else. */
export function textsField(fields: ActFields, name: string): readonly string[] {
  const value = fields[name]
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
  throw badAct(`The request has no list ${name} of texts.`)
}

/** Pairs of name and value, in order. @throws {RingbackError} `bad-act` for anything else. */
export function pairsField(fields: ActFields, name: string): ParameterPairs {
  const value = fields[name]
  const isPair = (pair: unknown): pair is readonly [string, string] =>
    Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string')
  if (Array.isArray(value) && value.every(isPair)) return value
  throw badAct(`The request has no list ${name} of pairs of name and value.`)
}

/** A request that cannot be carried out as it is written. */
export function badAct(message: string): RingbackError {
  return new RingbackError('bad-act', message)
}
