import { keyAt } from './key-at.ts'
import type { Lexicon } from './lexicon.ts'
import {
  type Reading,
  keyFrom,
  mostArticles,
  isPurpose,
  isClauseEnd,
  isClauseMark,
  beginsClause,
} from './reading.ts'
import { endsWithPhrase, phraseAt, type Token } from './tokens.ts'

/** `Otherwise 2`, in a menu. */
export function otherwise(reading: Reading, index: number): number {
  const { tokens, lexicon, keys, isMenu } = reading
  const length = phraseAt(tokens, index, lexicon.otherwise)
  if (length === 0 || !(isMenu || keys.length > 0) || !beginsClause(reading, index)) return 0
  const named = keyFrom(reading, index + length + (tokens[index + length] === ',' ? 1 : 0))
  if (named === undefined || !isClauseEnd(tokens[named.end])) return 0
  keys.push(named.key)
  return named.end - index
}

/** German: `die 1 drücken`. */
export function beforeVerb({ tokens, lexicon, keys }: Reading, index: number): number {
  const named = keyAt(tokens, index, lexicon)
  if (named === undefined) return 0
  const verb = phraseAt(tokens, index + named.length, lexicon.pressBehind)
  if (verb === 0) return 0
  keys.push(named.key)
  return named.length + verb
}

/** `2 for support`, at the beginning of a clause. */
export function beforePurpose(reading: Reading, index: number): number {
  const { tokens, lexicon, keys } = reading
  if (!beginsClause(reading, index)) return 0
  const named = keyFrom(reading, index)
  if (named === undefined || !isPurpose(reading, named.end)) return 0
  const isKnownMenu = reading.isMenu || keys.length > 0
  if (!isKnownMenu && !mostUsual(tokens[named.end], lexicon)) return 0
  keys.push(named.key)
  return named.end - index
}

/** The purposes that show an offer without a verb: `for`, `to`. */
function mostUsual(token: Token | undefined, { purpose: [first, second] }: Lexicon): boolean {
  return token !== undefined && (token === first || token === second)
}

/** `Choose: 1, sales; 2, support`. */
export function asHeading(reading: Reading, index: number): number {
  const { tokens, lexicon, perhaps, hasVerb } = reading
  const before = tokens[index - 1]
  const named = hasVerb && (before === ';' || before === ':') ? keyAt(tokens, index, lexicon) : undefined
  if (named === undefined || named.key.length > 1) return 0
  const end = index + named.length
  if (tokens[end] !== ',' || !/^\p{L}/u.test(tokens[end + 1] ?? '')) return 0
  if (keyFrom(reading, end + 1) !== undefined) return 0
  perhaps.push(named.key)
  return named.length
}

/** `Support, 2`, `two for no` without a verb, `for invoices the two`. */
export function atClauseEnd(reading: Reading, index: number): number {
  const { tokens, lexicon, keys, perhaps } = reading
  const named = keyAt(tokens, index, lexicon)
  if (named === undefined || named.key.length > 1) return 0
  const after = tokens[index + named.length]
  const isNamed = beginsClause(reading, index) && phraseAt(tokens, index + named.length, lexicon.is) > 0
  if (isNamed) perhaps.push(named.key)
  const isEnd =
    after === undefined || isClauseMark(after) || phraseAt(tokens, index + named.length, lexicon.or) > 0
  if (!isEnd) return 0
  let start = index
  while (start > Math.max(0, index - mostArticles) && lexicon.articles.includes(tokens[start - 1] ?? ''))
    start -= 1
  const isSeparate = tokens[start - 1] === ',' || tokens[start - 1] === ':'
  const isStated = endsWithPhrase(tokens, start, lexicon.is) || endsWithPhrase(tokens, index, lexicon.is)
  const hasArticle = start < index && start > 0
  const hasOwnPurpose = beginsWithPurpose(reading, start)
  const countsOn = Number(named.key) - 1 === Number(keys.at(-1))
  if (keys.length > 0 && (isSeparate || hasArticle || (hasOwnPurpose && countsOn))) keys.push(named.key)
  else if (isSeparate || isStated || (hasArticle && hasOwnPurpose)) perhaps.push(named.key)
  return named.length
}

/** Whether the clause that goes up to an index begins with a purpose: `for invoices the two`. */
function beginsWithPurpose({ tokens, lexicon }: Reading, end: number): boolean {
  let start = end
  while (start > Math.max(0, end - longestPurpose) && !isClauseMark(tokens[start - 1])) start -= 1
  return phraseAt(tokens, start, lexicon.purpose) > 0
}

/** More words than say what a key is for. */
const longestPurpose = 12
