import { isBareList } from './bare-list.ts'
import { isFollowed, keyAt, keysBetween, type NamedKey } from './key-at.ts'
import { askingIn, deniedBy, verbsOf, type Lexicon } from './lexicon.ts'
import { endsWithPhrase, hasPhrase, phraseAt, type Token } from './tokens.ts'

/** What a sentence says of keys. */
export interface ReadSentence {
  /** The keys it offers, in its order; `any` is any key. */
  readonly keys: readonly string[]
  /** Keys at the end of a clause (`Reception, 2.`): offered when the next sentences go on counting. */
  readonly perhaps: readonly string[]
  /** A range of numbers in a sentence that does not speak of keys. */
  readonly range: readonly string[]
  /** It speaks of keys, but none was found. */
  readonly isUnclear: boolean
}

interface Reading {
  readonly tokens: readonly Token[]
  readonly lexicon: Lexicon
  readonly keys: string[]
  readonly perhaps: string[]
  range: readonly string[]
  /** It names keys of another telephone number. */
  isElsewhere: boolean
  /** Keys were offered in the same prompt, so that short forms (`2 for support`) are offers. */
  readonly isMenu: boolean
  /** The sentence has a verb that asks for keys. */
  readonly hasVerb: boolean
  /** It has such a verb, or a noun for keys. */
  readonly isAboutKeys: boolean
  readonly hasPurpose: boolean
}

function startReading(tokens: readonly Token[], lexicon: Lexicon, isMenu: boolean): Reading {
  const hasVerb = hasPhrase(tokens, verbsOf(lexicon))
  const isAboutKeys = hasVerb || hasPhrase(tokens, lexicon.keypad) || hasPhrase(tokens, lexicon.rate)
  const hasPurpose = hasPhrase(tokens, lexicon.purpose)
  const found = { keys: [], perhaps: [], range: [], isElsewhere: false }
  return { tokens, lexicon, ...found, isMenu, hasVerb, isAboutKeys, hasPurpose }
}

/** A rule tells how many tokens it has read from an index on; 0 when it does not apply. */
type Rule = (reading: Reading, index: number) => number

/** In this order; the last five are short forms, which stand without a verb. */
const rules: readonly Rule[] = [
  clauseWithoutOffer,
  menuOfAnotherNumber,
  anyKey,
  afterVerb,
  numberedOption,
  rangeOfKeys,
  upTo,
  otherwise,
  beforeVerb,
  beforePurpose,
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
  const { keys, perhaps, range, isElsewhere } = reading
  const asksForKey =
    hasPhrase(tokens, askingIn(lexicon)) || asksForMark(tokens, lexicon) || isBareList(tokens)
  return {
    keys,
    perhaps,
    range,
    isUnclear: asksForKey && !isElsewhere && keys.length === 0 && !hasPhrase(tokens, deniedBy(lexicon)),
  }
}

/** The offers of a sentence that is in another language than the one around it: only what a verb introduces. */
export function offersAfterVerbs(tokens: readonly Token[], lexicon: Lexicon): readonly string[] {
  const reading = startReading(tokens, lexicon, false)
  for (let index = 0; index < tokens.length;) index += Math.max(afterVerb(reading, index), 1)
  return reading.keys
}

/** `You pressed 3`, `do not press`: nothing in the clause is an offer. */
function clauseWithoutOffer({ tokens, lexicon }: Reading, index: number): number {
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

function clauseEnd(tokens: readonly Token[], from: number): number {
  let end = from
  while (end < tokens.length && !isClauseMark(tokens[end])) end += 1
  return end
}

/** `Call 800 555 0100 and press 2`, `call 800 555 0100, option 2`: keys of the number to call, none of this menu. */
function menuOfAnotherNumber(reading: Reading, index: number): number {
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

/** Digits of a telephone number that are certainly no key, and the most tokens in which they are looked for. */
const fewestDigits = 7
const longestNumber = 14

/** `Press any key`; `any number between 1 and 5` is a range. */
function anyKey({ tokens, lexicon, keys, hasVerb }: Reading, index: number): number {
  const length = phraseAt(tokens, index, lexicon.anyKey)
  if (length === 0 || !hasVerb) return 0
  const from = phraseAt(tokens, index + length, lexicon.from)
  if (from === 0 || keyAt(tokens, index + length + from, lexicon) === undefined) keys.push('any')
  return length
}

/** `Otherwise 2`, in a menu. */
function otherwise(reading: Reading, index: number): number {
  const { tokens, lexicon, keys, isMenu } = reading
  const length = phraseAt(tokens, index, lexicon.otherwise)
  if (length === 0 || !(isMenu || keys.length > 0) || !beginsClause(reading, index)) return 0
  const named = keyFrom(reading, index + length + (tokens[index + length] === ',' ? 1 : 0))
  if (named === undefined || !isClauseEnd(tokens[named.end])) return 0
  keys.push(named.key)
  return named.end - index
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
    if (enter === verb && !isFollowed(tokens, named.end, lexicon)) return 0
  }
  if (named.key.length > 1 && /^\d/.test(named.key) && !isChoice(reading, named.end)) return 0
  keys.push(named.key)
  return listFrom(reading, named.end) - index
}

/** A number of two digits is a choice only in a menu of such (`For the spa, press 12.`) or with its purpose. */
function isChoice({ tokens, hasPurpose }: Reading, end: number): boolean {
  return hasPurpose || end >= tokens.length
}

interface KeyWithEnd extends NamedKey {
  readonly end: number
}

/** The key at an index, behind articles and nouns for keys. */
function keyFrom({ tokens, lexicon }: Reading, from: number): KeyWithEnd | undefined {
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

/** More than stand between a verb and its key in any sentence (`press the number key`), so that no text makes the search long. */
const mostArticles = 6

/** Reads `, 2 or 3` and `through 4` behind a key. Returns where the list ends. */
function listFrom(reading: Reading, from: number): number {
  const { tokens, lexicon, keys } = reading
  let end = from
  for (;;) {
    const until = phraseAt(tokens, end, lexicon.until)
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

/** `Option 1: sales`, `option one for sales`, `for sales, option 1`; `Option 1, sales` is one when the next goes on counting. */
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
  const until = Math.max(phraseAt(tokens, first.end, lexicon.until), phraseAt(tokens, first.end, lexicon.or))
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

/** German: `die 1 drücken`. */
function beforeVerb({ tokens, lexicon, keys }: Reading, index: number): number {
  const named = keyAt(tokens, index, lexicon)
  if (named === undefined) return 0
  const verb = phraseAt(tokens, index + named.length, lexicon.pressBehind)
  if (verb === 0) return 0
  keys.push(named.key)
  return named.length + verb
}

/** `2 for support`, at the beginning of a clause. */
function beforePurpose(reading: Reading, index: number): number {
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

function beginsClause({ tokens, lexicon }: Reading, index: number): boolean {
  const before = tokens[index - 1]
  if (before === undefined || isClauseMark(before)) return true
  return endsWithPhrase(tokens, index, lexicon.or)
}

/** `Support, 2`, `two for no` without a verb, `for invoices the two`. */
function atClauseEnd(reading: Reading, index: number): number {
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

/** Whether a purpose begins behind a key: `for`, `key for`, `, um`. */
function isPurpose({ tokens, lexicon }: Reading, from: number): boolean {
  let index = from
  while (index < from + mostArticles && lexicon.articles.includes(tokens[index] ?? '')) index += 1
  if (tokens[index] === ',') index += 1
  const length = phraseAt(tokens, index, lexicon.purpose)
  return length > 0 && keyAt(tokens, index + length, lexicon) === undefined
}

/** `Rate us from 1 to 10`. */
function asksForMark(tokens: readonly Token[], lexicon: Lexicon): boolean {
  const isFrom = (_token: Token, index: number): boolean => {
    const from = phraseAt(tokens, index, lexicon.from)
    return from > 0 && /^\d+$/.test(tokens[index + from] ?? '')
  }
  return hasPhrase(tokens, lexicon.rate) && tokens.some(isFrom)
}

function isClauseEnd(token: Token | undefined): boolean {
  return token === undefined || isClauseMark(token)
}

function isClauseMark(token: Token | undefined): boolean {
  return token === ',' || token === ';' || token === ':'
}
