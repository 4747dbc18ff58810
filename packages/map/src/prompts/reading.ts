import { keyAt, type NamedKey } from './key-at.ts'
import { verbsOf, type Lexicon } from './lexicon.ts'
import { endsWithPhrase, hasPhrase, phraseAt, type Token } from './tokens.ts'

/** A sentence while it is read. */
export interface Reading {
  readonly tokens: readonly Token[]
  readonly lexicon: Lexicon
  readonly keys: string[]
  readonly perhaps: string[]
  range: readonly string[]
  /** It names keys of another telephone number. */
  isElsewhere: boolean
  /** It has a verb with star or hash in a form that is not understood. */
  mayAsk: boolean
  /** Keys were offered in the same prompt, so that short forms (`2 for support`) are offers. */
  readonly isMenu: boolean
  /** The sentence has a verb that asks for keys. */
  readonly hasVerb: boolean
  /** It has such a verb, or a noun for keys. */
  readonly isAboutKeys: boolean
  readonly hasPurpose: boolean
  readonly isEmergency: boolean
}

/** `isMenu`: the sentences before it offered keys. */
export function startReading(tokens: readonly Token[], lexicon: Lexicon, isMenu: boolean): Reading {
  const hasVerb = hasPhrase(tokens, verbsOf(lexicon))
  const isAboutKeys = hasVerb || hasPhrase(tokens, lexicon.keypad) || hasPhrase(tokens, lexicon.rate)
  const hasPurpose = hasPhrase(tokens, lexicon.purpose)
  const found = { keys: [], perhaps: [], range: [], isElsewhere: false, mayAsk: false }
  const isEmergency = hasPhrase(tokens, lexicon.emergency)
  return { tokens, lexicon, ...found, isMenu, hasVerb, isAboutKeys, hasPurpose, isEmergency }
}

/** A rule tells how many tokens it has read from an index on; 0 when it does not apply. */
export type Rule = (reading: Reading, index: number) => number

export function clauseEnd(tokens: readonly Token[], from: number): number {
  let end = from
  while (end < tokens.length && !isClauseMark(tokens[end])) end += 1
  return end
}

/** A key, and the index behind it. */
export interface KeyWithEnd extends NamedKey {
  readonly end: number
}

/** The key at an index, behind articles and nouns for keys. */
export function keyFrom({ tokens, lexicon }: Reading, from: number): KeyWithEnd | undefined {
  let index = from
  if (tokens[index] === ':') index += 1
  for (let articles = 0; articles <= mostArticles; articles += 1) {
    const named = keyAt(tokens, index, lexicon)
    if (named !== undefined) return { ...named, end: index + named.length }
    const length = phraseAt(tokens, index, lexicon.articles)
    if (length === 0) return undefined
    index += length
  }
  return undefined
}

/**
 * More than stand between a verb and its key in any sentence (`press the number key`), so that no text
 * makes the search long.
 */
export const mostArticles = 6

export function beginsClause({ tokens, lexicon }: Reading, index: number): boolean {
  const before = tokens[index - 1]
  if (before === undefined || isClauseMark(before)) return true
  return endsWithPhrase(tokens, index, lexicon.or)
}

/** Whether a purpose begins behind a key: `for`, `key for`, `, um`. */
export function isPurpose({ tokens, lexicon }: Reading, from: number): boolean {
  let index = from
  while (index < from + mostArticles && lexicon.articles.includes(tokens[index] ?? '')) index += 1
  if (tokens[index] === ',') index += 1
  const length = phraseAt(tokens, index, lexicon.purpose)
  return length > 0 && keyAt(tokens, index + length, lexicon) === undefined
}

export function isClauseEnd(token: Token | undefined): boolean {
  return token === undefined || isClauseMark(token)
}

export function isClauseMark(token: Token | undefined): boolean {
  return token === ',' || token === ';' || token === ':'
}
