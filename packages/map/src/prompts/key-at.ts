import { memoized } from '@ringback/common'
import type { Lexicon } from './lexicon.ts'
import { phraseAt, type Token } from './tokens.ts'

/** A key that a prompt names, and how many tokens name it. */
export interface NamedKey {
  readonly key: string
  readonly length: number
}

const longestChoice = 2

/**
 * The key, or the keys that are pressed as a whole (`*6`, `12`), named at an index; undefined where none
 * is, or where the number is something else: a code that is read out digit by digit, an amount, `one of
 * ...`.
 */
export function keyAt(tokens: readonly Token[], index: number, lexicon: Lexicon): NamedKey | undefined {
  const first = single(tokens, index, lexicon)
  if (first === undefined) return undefined
  const next = single(tokens, index + first.length, lexicon)
  if (next === undefined) {
    const after = index + first.length
    if (phraseAt(tokens, after, lexicon.amounts) > 0) return undefined
    return isSpelledOne(tokens[index], first.key) && !isFollowed(tokens, after, lexicon, false)
      ? undefined
      : first
  }
  if (!/[*#]/.test(first.key) || !/\d/.test(next.key)) return undefined
  const length = first.length + next.length
  return single(tokens, index + length, lexicon) ? undefined : { key: first.key + next.key, length }
}

function single(tokens: readonly Token[], index: number, lexicon: Lexicon): NamedKey | undefined {
  const token = tokens[index]
  if (token === undefined) return undefined
  if (/^(?:\d+|[*#])$/.test(token))
    return token.length > longestChoice ? undefined : { key: token, length: 1 }
  const length = phraseAt(tokens, index, namesOf(lexicon))
  const key = length === 0 ? undefined : lexicon.keys[tokens.slice(index, index + length).join(' ')]
  return key === undefined ? undefined : { key, length }
}

const namesOf = memoized((lexicon: Lexicon): readonly string[] => Object.keys(lexicon.keys))

/** In most languages the word for 1 is an article or a pronoun, too. */
function isSpelledOne(token: Token | undefined, key: string): boolean {
  return key === '1' && token !== '1'
}

/**
 * Whether what may follow a key follows: nothing, punctuation, another key, a purpose, and with
 * `isArticle` a noun for keys (`the 2 button`).
 */
export function isFollowed(
  tokens: readonly Token[],
  index: number,
  lexicon: Lexicon,
  isArticle = true,
): boolean {
  const token = tokens[index]
  if (token === undefined || /^[,;:-]$/.test(token)) return true
  const { or, until, purpose, articles, pressBehind } = lexicon
  return [or, until, purpose, pressBehind, lexicon.press, ...(isArticle ? [articles] : [])].some(
    (phrases) => phraseAt(tokens, index, phrases) > 0,
  )
}

/** The keys from one to another; empty when they are no range. */
export function keysBetween(first: string, last: string): readonly string[] {
  if (!/^\d$/.test(first) || !/^\d$/.test(last) || first >= last) return []
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_none, index) =>
    String(Number(first) + index),
  )
}
