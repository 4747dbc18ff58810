import { isWithheld } from '../pseudonyms/pseudonyms.ts'
import { mayBeAssigned } from '../pseudonyms/other-number.ts'
import { digitRunsIn, type DigitRun } from './digits/digit-runs.ts'
import { isCardNumber } from './key-shapes.ts'
import { shapesIn, type ShapeKind } from './shapes.ts'
import { viewOfText } from './view.ts'

/** What a text seems to hold. */
export type PrivateShape = 'card' | 'iban' | 'jwt' | 'key' | 'number' | 'password' | 'private-key'

/** How a text is looked at. */
export interface PrivateShapesOptions {
  /** Pseudonyms stand in the text. What a pseudonym may look like as well is then no finding. */
  readonly isRedacted: boolean
  /** One's own numbers in E.164, which stay. */
  readonly ownNumbers?: readonly string[]
}

const kindByShape: ReadonlyMap<ShapeKind, PrivateShape> = new Map([
  ['iban', 'iban'],
  ['jwt', 'jwt'],
  ['key', 'key'],
  ['pem', 'private-key'],
] as const)

/** A pseudonym never has these shapes. */
const neverPseudonyms: ReadonlySet<PrivateShape> = new Set(['key', 'private-key', 'number'] as const)

/**
 * What in a text shows by its shape that it is private: credentials of well-known services, private keys, tokens, cards, bank
 * accounts, passwords in URLs, and telephone numbers that may belong to somebody; each kind once. Takes linear time.
 */
export function privateShapesIn(text: string, options: PrivateShapesOptions): readonly PrivateShape[] {
  // Forms have a plus for a space.
  const plain = viewOfText(text).plain.replaceAll(/(?<=\d)\+(?=\d)/g, ' ')
  const found = new Set<PrivateShape>()
  for (const { kind } of shapesIn(plain)) {
    const shape = kindByShape.get(kind)
    if (shape !== undefined) found.add(shape)
  }
  if (hasPassword(plain)) found.add('password')
  for (const run of digitRunsIn(plain)) {
    if (isCard(run)) found.add('card')
    else if (isSomebodysNumber(run, plain, options)) found.add('number')
  }
  return [...found].filter((shape) => !options.isRedacted || neverPseudonyms.has(shape))
}

const userinfo = /:\/\/[^\s/@"'<>?#:]{1,100}:[^\s/@"'<>?#]{1,100}@/

function hasPassword(text: string): boolean {
  return text.includes('@') && userinfo.test(text)
}

const cardIssuers = /^(?:4|5[1-5]|2[2-7]|3[0-8]|6)/

function isCard({ digits, inWord, tight }: DigitRun): boolean {
  return tight && !inWord && isCardNumber(digits) && cardIssuers.test(digits)
}

const shortestNumber = 8
const longestNumber = 15

function isSomebodysNumber(
  { digits, plus, tight, inWord, places }: DigitRun,
  plain: string,
  { isRedacted, ownNumbers = [] }: PrivateShapesOptions,
): boolean {
  if (!tight || digits.length < shortestNumber || digits.length > longestNumber) return false
  const written = plain.slice(places[0]?.start, places.at(-1)?.end)
  const isNational = /^\(?[2-9]\d{2}\)?[ .-]{1,2}[2-9]\d{2}[ .-]\d{4}$/.test(written)
  if (!plus && (isRedacted || inWord || !isNational)) return false
  // The digits of a text that is replaced letter by letter are any digits.
  if (isRedacted && written.length > digits.length) return false
  const number = plus ? `+${digits}` : `+1${digits}`
  if (ownNumbers.includes(number) || isWithheld(number)) return false
  const isPossible = mayBeAssigned(number)
  return isPossible ?? !isRedacted
}
