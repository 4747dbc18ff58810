import type { NonEmpty } from '../ink.ts'

/** A word on the telephone keypad that a network sends as if it were the caller's number. */
export interface Sentinel {
  readonly word: string
  readonly number: string
  /** The country that a look-up of the number finds, ISO 3166-1 alpha-2; empty when it finds none. */
  readonly country: string
}

/** The spellings of a withheld caller as words (facts: section 2.1; `anonymous` and `unknown` are documented). */
export const withheldWords: NonEmpty<string> = [
  'anonymous',
  'unknown',
  'restricted',
  'unavailable',
  'private',
  'blocked',
  'Anonymous',
]

/** Known keypad spellings (facts: section 2.1). */
export const sentinels: readonly Sentinel[] = [
  { word: 'anonymous', number: '+266696687', country: 'LS' },
  { word: 'restricted', number: '+7378742833', country: 'RU' },
  { word: 'unavailable', number: '+86282452253', country: 'CN' },
  { word: 'blocked', number: '+2562533', country: 'UG' },
  { word: 'unknown', number: '+8656696', country: 'CN' },
]
