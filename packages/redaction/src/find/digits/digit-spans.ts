import type { Finding, Redacted } from '../../finding.ts'
import { digitRunsIn, type DigitPlace, type DigitRun } from './digit-runs.ts'
import { isCardNumber } from '../key-shapes.ts'
import type { KnownDigits } from '../known-values.ts'
import { createPatternMatcher, type PatternMatcher } from '../pattern-matcher.ts'
import type { Span } from '../span.ts'
import { digitSpelledLike } from '../spelling.ts'
import type { View } from '../view.ts'

/** Figures to look for. */
export interface DigitSearch {
  /** The pseudonyms of the figures known in a text: for each match its place in the run and what stands for it. */
  matchesIn(run: DigitRun): readonly DigitMatch[]
}

/** Some digits of a run, and what stands for them. */
interface DigitMatch {
  readonly from: number
  readonly to: number
  readonly pseudonym: string
}

/** The fewest digits of a number that are recognised when it is read out in part (`ending in 7391`). */
const shortestPart = 4
/** The fewest digits that are taken for a number although nothing is known of it. */
const shortestUnknown = 6
/** The fewest that are, when they are read one by one, as a code is. */
const shortestApart = 5
/** The fewest digits of a known number whose beginnings and endings are looked for. */
const shortestKnown = 7

/** Prepares a search for known figures, whole or, unless `inPart` is false, read out in part. Most texts have no figures: `knownDigits` is asked when there are some. */
export function createDigitSearch(
  knownDigits: () => readonly KnownDigits[],
  { inPart }: { readonly inPart: boolean } = { inPart: true },
): DigitSearch {
  let known: readonly KnownDigits[] | undefined
  let matcher: PatternMatcher | undefined
  let parts: Map<string, string> | undefined
  return {
    matchesIn: (run) => {
      const figures = (known ??= knownDigits())
      if (figures.length === 0) return []
      matcher ??= createPatternMatcher(figures.map(({ digits }) => digits))
      const matches = matcher.search(run.digits, ({ start, end }) => isWholeGroup(run, start, end))
      if (matches.length > 0) {
        return matches.map(({ pattern, start, end }) => ({
          from: start,
          to: end,
          pseudonym: (figures[pattern]?.pseudonym ?? '').slice(start - end),
        }))
      }
      if (!inPart) return []
      parts ??= partsOf(figures)
      const part = parts.get(run.digits)
      return part === undefined ? [] : [{ from: 0, to: run.digits.length, pseudonym: part }]
    },
  }
}

/** How numbers end and begin: they are read out in part (`ending in 7391`), or by several verbs. */
function partsOf(known: readonly KnownDigits[]): Map<string, string> {
  const parts = new Map<string, string>()
  const add = (part: string, pseudonym: string): void => {
    if (!parts.has(part)) parts.set(part, pseudonym)
  }
  const numbers = known.filter(({ digits }) => digits.length >= shortestKnown)
  for (const { digits, pseudonym } of numbers) {
    for (let length = shortestPart; length < digits.length; length++) {
      add(digits.slice(-length), pseudonym.slice(-length))
    }
  }
  for (const { digits, pseudonym } of numbers) {
    for (let length = shortestPart; length < digits.length; length++) {
      add(digits.slice(0, length), pseudonym.slice(0, length))
    }
  }
  return parts
}

// A short figure counts only when no other digit touches it.
function isWholeGroup({ places }: DigitRun, from: number, to: number): boolean {
  return (
    (from === 0 || places[from - 1]?.end !== places[from]?.start) &&
    (to === places.length || places[to - 1]?.end !== places[to]?.start)
  )
}

/** How unknown figures are replaced: all but the digits stays. */
export type RedactFigures = (figures: string) => Redacted

export interface DigitSpans {
  readonly spans: readonly Span[]
  /** The runs that were compared with what is known. */
  readonly runs: readonly DigitRun[]
  readonly hasKnown: boolean
}

/**
 * Replaces digit by digit the known figures in a view, and what looks like a number.
 * @param isFigures the digits are said to be read out as figures: a few of them are enough
 */
// oxlint-disable-next-line max-params -- called for every span of a text; an object for each would be garbage
export function digitSpansIn(
  view: View,
  source: string,
  search: DigitSearch,
  redact: RedactFigures,
  isFigures = false,
): DigitSpans {
  const runs = digitRunsIn(view.plain)
  const spans: Span[] = []
  let hasKnown = false
  for (const run of runs) {
    let from = 0
    for (const match of search.matchesIn(run)) {
      hasKnown = true
      addUnknown(run, from, match.from)
      addDigits(run.places.slice(match.from, match.to), match.pseudonym, [])
      from = match.to
    }
    addUnknown(run, from, run.digits.length)
  }
  return { spans, runs, hasKnown }

  function addUnknown(run: DigitRun, from: number, to: number): void {
    const isPrivate = isFigures ? to - from >= shortestPart : looksLikeNumber(run, from, to, view.plain)
    if (!isPrivate) return
    const digits = run.digits.slice(from, to)
    const hasPlus = run.plus && from === 0
    const other = redact(hasPlus ? `+${digits}` : digits)
    addDigits(run.places.slice(from, to), hasPlus ? other.text.slice(1) : other.text, other.findings)
  }

  function addDigits(places: readonly DigitPlace[], pseudonym: string, findings: readonly Finding[]): void {
    for (const [index, place] of places.entries()) {
      const start = view.startOf(place.start)
      const end = view.endOf(place.end - 1)
      const text = digitSpelledLike(source.slice(start, end), pseudonym.charAt(index))
      spans.push({ start, end, text, findings: index === 0 ? findings : [] })
    }
  }
}

const dateLike = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|^\d+\.\d+$|^\d+(?:, ?\d{3})+$/
const counting = '0123456789012345678901234567890'
const countingDown = '0987654321098765432109876543210'

function looksLikeNumber(run: DigitRun, from: number, to: number, plain: string): boolean {
  const length = to - from
  if (length < shortestPart) return false
  if ((run.plus && from === 0) || followsCodeWord(plain, run.places[from]?.start ?? 0)) return true
  if (length < shortestApart) return false
  const digits = run.digits.slice(from, to)
  if (run.apart && !counting.includes(digits) && !countingDown.includes(digits)) return true
  if (length < shortestUnknown) return false
  if (isCardNumber(digits)) return true
  if (!run.tight) return false
  const written = plain.slice(run.places[from]?.start, run.places[to - 1]?.end)
  if (run.inWord && written.length > length) return false
  return !dateLike.test(written) && !(written.length > length && counting.includes(digits))
}

const codeWords = new Set(['birth', 'born', 'code', 'kennwort', 'otp', 'passcode', 'password', 'pin'])
const wordsBetween = new Set(['is', 'are', 'was', 'ist', 'on', 'number', 'no', 'in'])
/** Code words are looked for this far before the digits. */
const reach = 32

/** Whether a word such as `code` stands before a place, with nothing but `is`, `on` and punctuation between. */
function followsCodeWord(plain: string, place: number): boolean {
  const words = plain
    .slice(Math.max(0, place - reach), place)
    .toLowerCase()
    .split(/[^a-z]+/)
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at] ?? ''
    if (word === '' || wordsBetween.has(word)) continue
    return codeWords.has(word)
  }
  return false
}
