import { anyKey, otherKey } from './any-key.ts'
import { isBareList } from './bare-list.ts'
import { isFollowed, keyAt, keysBetween } from './key-at.ts'
import { askingIn, deniedBy, type Lexicon } from './lexicon.ts'
import { clauseWithoutOffer, menuOfAnotherNumber, callAnew } from './no-offer.ts'
import { type Reading, type Rule, startReading, keyFrom, isPurpose, isClauseEnd } from './reading.ts'
import { otherwise, beforeVerb, beforePurpose, asHeading, atClauseEnd } from './short-forms.ts'
import { hasPhrase, phraseAt, type Token } from './tokens.ts'

/** What a sentence says of keys. */
export interface ReadSentence {
  /** The keys it offers, in its order; `any` is any key, `other` every key that the prompt does not name. */
  readonly keys: readonly string[]
  /** Keys at the end of a clause (`Reception, 2.`): offered when the next sentences go on counting. */
  readonly perhaps: readonly string[]
  /** A range of numbers in a sentence that does not speak of keys. */
  readonly range: readonly string[]
  /** It speaks of keys, but none was found. */
  readonly isUnclear: boolean
}

/** In this order; the last six are short forms, which stand without a verb. */
const rules: readonly Rule[] = [
  clauseWithoutOffer,
  menuOfAnotherNumber,
  callAnew,
  anyKey,
  otherKey,
  afterVerb,
  numberedOption,
  rangeOfKeys,
  upTo,
  otherwise,
  beforeVerb,
  beforePurpose,
  asHeading,
  atClauseEnd,
]

/** Reads a sentence. `isMenu`: the sentences before it offered keys. */
export function readSentence(tokens: readonly Token[], lexicon: Lexicon, isMenu: boolean): ReadSentence {
  const reading = startReading(tokens, lexicon, isMenu)
  for (let index = 0; index < tokens.length;) {
    let length = 0
    for (const rule of rules) {
      length = rule(reading, index)
      if (length > 0) break
    }
    index += Math.max(length, 1)
  }
  const { keys, perhaps, range, isElsewhere, mayAsk } = reading
  const asksForKey =
    mayAsk || asksForOneKey(tokens, lexicon) || asksForMark(tokens, lexicon) || isBareList(tokens)
  return {
    keys,
    perhaps,
    range,
    isUnclear: asksForKey && !isElsewhere && keys.length === 0 && !hasPhrase(tokens, deniedBy(lexicon)),
  }
}

/**
 * The offers of a sentence that is in another language than the one around it: only what a verb
 * introduces.
 */
export function offersAfterVerbs(tokens: readonly Token[], lexicon: Lexicon): readonly string[] {
  const reading = startReading(tokens, lexicon, false)
  for (let index = 0; index < tokens.length;) {
    const length = anyKey(reading, index) || otherKey(reading, index) || afterVerb(reading, index)
    index += Math.max(length, 1)
  }
  return reading.keys
}

/** `press 1`, `press the star key`, `press 1, 2 or 3`, `enter 1 through 4`, `followed by the pound key`. */
function afterVerb(reading: Reading, index: number): number {
  const { tokens, lexicon, keys } = reading
  const press = phraseAt(tokens, index, lexicon.press)
  const enter = phraseAt(tokens, index, lexicon.enter)
  const followed = phraseAt(tokens, index, lexicon.followedBy)
  const verb = Math.max(press, enter, followed)
  if (verb === 0) return 0
  const named = keyFrom(reading, index + verb)
  if (named === undefined) return 0
  if (press < verb) {
    const isSign = /^[*#]$/.test(named.key)
    if (followed === verb && !isSign) return 0
    if (enter === verb && !isFollowed(tokens, named.end, lexicon)) {
      // `Use star between letters.`
      reading.mayAsk ||= isSign
      return 0
    }
  }
  if (named.key.length > 1 && /^\d/.test(named.key) && !isChoice(reading, named.end)) return 0
  keys.push(named.key)
  return listFrom(reading, named.end) - index
}

/**
 * A number of two digits is a choice only in a menu of such (`For the spa, press 12.`) or with its
 * purpose.
 */
function isChoice({ tokens, hasPurpose, isEmergency }: Reading, end: number): boolean {
  return (hasPurpose || end >= tokens.length) && !isEmergency
}

/** `through`, or the dash of `1-5`. */
function untilAt({ tokens, lexicon }: Reading, index: number): number {
  return tokens[index] === '-' ? 1 : phraseAt(tokens, index, lexicon.until)
}

/** Reads `, 2 or 3` and `through 4` behind a key. Returns where the list ends. */
function listFrom(reading: Reading, from: number): number {
  const { tokens, lexicon, keys } = reading
  let end = from
  for (;;) {
    const until = untilAt(reading, end)
    const last = until === 0 ? undefined : keyFrom(reading, end + until)
    const range = last === undefined ? [] : keysBetween(keys.at(-1) ?? '', last.key)
    if (last !== undefined && range.length > 0) {
      keys.push(...range.slice(1))
      return last.end
    }
    let next = end
    while (tokens[next] === ',' || phraseAt(tokens, next, lexicon.or) > 0)
      next += Math.max(phraseAt(tokens, next, lexicon.or), 1)
    const named = next === end ? undefined : keyFrom(reading, next)
    if (named === undefined || !isFollowed(tokens, named.end, lexicon)) return end
    keys.push(named.key)
    end = named.end
  }
}

/**
 * `Option 1: sales`, `option one for sales`, `for sales, option 1`; `Option 1, sales` is one when the next
 * goes on counting.
 */
function numberedOption(reading: Reading, index: number): number {
  const { tokens, lexicon, keys, perhaps, hasPurpose } = reading
  const option = phraseAt(tokens, index, lexicon.option)
  const named = option === 0 ? undefined : keyAt(tokens, index + option, lexicon)
  if (named === undefined) return 0
  const end = index + option + named.length
  const isEnd = isClauseEnd(tokens[end])
  const isHeading = index === 0 && tokens[end] === ',' && !isPurpose(reading, end)
  if (isHeading) perhaps.push(named.key)
  else if (tokens[end] === ':' || isPurpose(reading, end) || (isEnd && index > 0 && hasPurpose))
    keys.push(named.key)
  else return 0
  return end - index
}

/** `a number between 1 and 5`, `on a scale from 1 to 5`. */
function rangeOfKeys(reading: Reading, index: number): number {
  const { tokens, lexicon, keys, isAboutKeys } = reading
  const from = phraseAt(tokens, index, lexicon.from)
  const first = from === 0 ? undefined : keyFrom(reading, index + from)
  if (first === undefined) return 0
  const until = Math.max(untilAt(reading, first.end), phraseAt(tokens, first.end, lexicon.or))
  const last = until === 0 ? undefined : keyFrom(reading, first.end + until)
  if (last === undefined) return 0
  const range = keysBetween(first.key, last.key)
  if (range.length === 0) return 0
  if (isAboutKeys && keys.length === 0) keys.push(...range)
  else if (!isAboutKeys) reading.range = range
  return last.end - index
}

/** `press 1 for Monday up to 5 for Friday`. */
function upTo(reading: Reading, index: number): number {
  const { tokens, lexicon, keys } = reading
  const until = keys.length === 0 ? 0 : phraseAt(tokens, index, lexicon.until)
  const last = until === 0 ? undefined : keyFrom(reading, index + until)
  if (last === undefined || !isPurpose(reading, last.end)) return 0
  const range = keysBetween(keys.at(-1) ?? '', last.key)
  keys.push(...range.slice(1))
  return range.length === 0 ? 0 : last.end - index
}

/**
 * A word for keys, unless it is the beginning of a verb that asks for more than one (`key in your
 * number`).
 */
function asksForOneKey(tokens: readonly Token[], lexicon: Lexicon): boolean {
  return tokens.some((_token, index) => {
    const length = phraseAt(tokens, index, askingIn(lexicon))
    return length > 0 && phraseAt(tokens, index, lexicon.enter) <= length
  })
}

/** `Rate us from 1 to 10`. */
function asksForMark(tokens: readonly Token[], lexicon: Lexicon): boolean {
  const isFrom = (_token: Token, index: number): boolean => {
    const from = phraseAt(tokens, index, lexicon.from)
    return from > 0 && /^\d+$/.test(tokens[index + from] ?? '')
  }
  return hasPhrase(tokens, lexicon.rate) && tokens.some(isFrom)
}
