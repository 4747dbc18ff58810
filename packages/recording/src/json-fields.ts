import { shortened } from '@ringback/common'

/** What is wrong with a file of recordings, in a word. */
export type MisfitCode = 'not-json' | 'merge-conflict' | 'unknown-version' | 'not-a-recording'

/** A value that does not fit the format, with its path in the file: `exchanges[3].request.url`. */
export class Misfit extends Error {
  readonly where: string
  readonly code: MisfitCode
  constructor(where: string, message: string, code: MisfitCode = 'not-a-recording') {
    super(message)
    this.where = where
    this.code = code
  }
}

/** An object; `where` is its path in the file. */
export function objectAt(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Misfit(where, `${where === '' ? 'the file' : where} is not an object`)
  return value as Readonly<Record<string, unknown>> // an object that is neither null nor an array
}

/** A list. */
export function listAt(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Misfit(where, `${where} is not a list`)
  return value
}

/** A URL. */
export function urlAt(value: unknown, where: string): string {
  const text = textAt(value, where)
  if (!URL.canParse(text)) throw new Misfit(where, `${where} is not a URL: ${shortened(text)}`)
  return text
}

/** A list of strings. */
export function textsAt(value: unknown, where: string): readonly string[] {
  return listAt(value, where).map((item, index) => textAt(item, `${where}[${index}]`))
}

/** A string. */
export function textAt(value: unknown, where: string): string {
  if (typeof value !== 'string') throw new Misfit(where, `${where} is not a string`)
  return value
}

/** A string or null. */
export function nullableText(value: unknown, where: string): string | null {
  return value === null ? null : textAt(value, where)
}

/** A number. */
export function numberAt(value: unknown, where: string): number {
  if (typeof value !== 'number') throw new Misfit(where, `${where} is not a number`)
  return value
}

/** A number from 0 up. */
export function amountAt(value: unknown, where: string): number {
  const number = numberAt(value, where)
  if (number < 0) throw new Misfit(where, `${where} is below 0`)
  return number
}

/** One of some words. */
export function wordAt<Word extends string>(value: unknown, words: readonly Word[], where: string): Word {
  const found = words.find((word) => word === value)
  if (found === undefined) throw new Misfit(where, `${where} is not one of ${words.join(', ')}`)
  return found
}

/** True or false. */
export function flagAt(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') throw new Misfit(where, `${where} is neither true nor false`)
  return value
}
