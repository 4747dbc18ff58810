import { verbsOf } from './lexicon.ts'
import { type Reading, isClauseMark, clauseEnd } from './reading.ts'
import { hasPhrase, phraseAt, type Token } from './tokens.ts'

/** `You pressed 3`, `do not press`: nothing in the clause is an offer. */
export function clauseWithoutOffer({ tokens, lexicon }: Reading, index: number): number {
  if (index > 0 && !isClauseMark(tokens[index - 1])) return 0
  const clause = tokens.slice(index, clauseEnd(tokens, index))
  if (hasPhrase(clause, lexicon.not)) return clause.length
  const told = firstOf(clause, lexicon.past, 0)
  // `You pressed 3 please press 1`
  return told < 0 ? 0 : Math.max(firstOf(clause, lexicon.press, told), 0) || clause.length
}

function firstOf(tokens: readonly Token[], phrases: readonly string[], from: number): number {
  return tokens.findIndex((_token, index) => index >= from && phraseAt(tokens, index, phrases) > 0)
}

/**
 * `Call 800 555 0100 and press 2`, `call 800 555 0100, option 2`: keys of the number to call, none of this
 * menu.
 */
export function menuOfAnotherNumber(reading: Reading, index: number): number {
  const { tokens, lexicon } = reading
  const call = phraseAt(tokens, index, lexicon.call)
  if (call === 0) return 0
  let end = index + call
  let digits = 0
  for (const last = end + longestNumber; end < last && digits < fewestDigits; end += 1) {
    if (/^\d+$/.test(tokens[end] ?? '')) digits += tokens[end]?.length ?? 0
    else if (digits > 0) return 0
  }
  if (digits < fewestDigits) return 0
  while (/^\d+$/.test(tokens[end] ?? '')) end += 1
  if (tokens[end] === ',') end += 1
  const then = phraseAt(tokens, end, lexicon.andThen)
  const isItsMenu =
    phraseAt(tokens, end, lexicon.option) > 0 ||
    (then > 0 && [verbsOf(lexicon), lexicon.option].some((each) => phraseAt(tokens, end + then, each) > 0))
  reading.isElsewhere ||= isItsMenu
  return (isItsMenu ? clauseEnd(tokens, end) : end) - index
}

/** `Hang up and dial 15`: the number is called anew. */
export function callAnew({ tokens, lexicon }: Reading, index: number): number {
  const hangUp = phraseAt(tokens, index, lexicon.hangUp)
  const end = index + hangUp + (tokens[index + hangUp] === ',' ? 1 : 0)
  if (hangUp === 0 || phraseAt(tokens, end, lexicon.andThen) === 0) return 0
  return clauseEnd(tokens, end) - index
}

/**
 * Digits of a telephone number that are certainly no key, and the most tokens in which they are looked
 * for.
 */
const fewestDigits = 7
const longestNumber = 14
