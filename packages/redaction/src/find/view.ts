import { digitOf } from './digits/decimal-digits.ts'
import { fold, foldCharacter } from './fold.ts'

/** Stands in a view for markup between two pieces of text. */
export const gap = '\uE000'

/**
 * A text as it reads: percent-escapes, entities and JSON escapes decoded (also where they are escaped twice), digits of all
 * scripts as ASCII. Each place in it knows where in the source it stands.
 */
export interface View {
  readonly plain: string
  /** The same folded (`fold`), place by place. */
  readonly folded: string
  startOf(place: number): number
  /** Where the character at a place ends in the source. */
  endOf(place: number): number
}

/** A piece of the source, from `start` to `end`. */
export interface Piece {
  readonly start: number
  readonly end: number
  /** False for CDATA, where an ampersand is an ampersand. */
  readonly entities: boolean
}

const needsDecoding = /[%&\\\u0080-\uffff]/

/** The view of some pieces of a source, with a `gap` between each two. Takes linear time. */
export function viewOf(source: string, pieces: readonly Piece[]): View {
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) {
    const plain = source.slice(only.start, only.end)
    if (!needsDecoding.test(plain)) return viewAsItIs(plain, only.start)
  }
  return decodedView(source, pieces)
}

/** The view of a whole text. */
export function viewOfText(text: string): View {
  return viewOf(text, [{ start: 0, end: text.length, entities: true }])
}

function viewAsItIs(plain: string, offset: number): View {
  return {
    plain,
    folded: fold(plain),
    startOf: (place) => offset + place,
    endOf: (place) => offset + place + 1,
  }
}

function decodedView(source: string, pieces: readonly Piece[]): View {
  let plain = ''
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  const add = (text: string, start: number, end: number): void => {
    for (const character of text) {
      const digit = digitOf(character.codePointAt(0) ?? 0)
      const shown = digit === undefined ? character : String(digit)
      const other = foldCharacter(shown)
      plain += other.length === shown.length ? shown : other
      folded += other
      for (let unit = 0; unit < other.length; unit++) {
        starts.push(start)
        ends.push(end)
      }
    }
  }
  for (const [index, { start, end, entities }] of pieces.entries()) {
    if (index > 0) add(gap, start, start)
    for (let at = start; at < end;) {
      const escape = escapeAt(source, at, end, entities)
      const length = escape?.length ?? ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
      add(escape?.text ?? source.slice(at, at + length), at, at + length)
      at += length
    }
  }
  return {
    plain,
    folded,
    startOf: (place) => starts[place] ?? source.length,
    endOf: (place) => ends[place] ?? source.length,
  }
}

interface Escape {
  readonly text: string
  readonly length: number
}

function escapeAt(source: string, at: number, end: number, entities: boolean): Escape | undefined {
  const first = source.charCodeAt(at)
  if (first === 37) return percentAt(source, at, end)
  if (first === 38 && entities) return entityAt(source, at, end)
  return first === 92 ? jsonEscapeAt(source, at, end) : undefined
}

// `%41`, `%2541`, ...: each level escapes the percent sign of the one below.
function percentAt(source: string, at: number, end: number): Escape | undefined {
  const first = percentByteAt(source, at, end)
  if (first === undefined) return undefined
  const following = first.byte < 0xc2 ? 0 : first.byte < 0xe0 ? 1 : first.byte < 0xf0 ? 2 : 3
  const bytes = [first.byte]
  let length = first.length
  while (bytes.length <= following) {
    const next = percentByteAt(source, at + length, end)
    if (next === undefined || next.byte >> 6 !== 2) break
    bytes.push(next.byte)
    length += next.length
  }
  if (first.byte < 0x80) return { text: String.fromCharCode(first.byte), length }
  return { text: utf8.decode(Uint8Array.from(bytes)), length }
}

const utf8 = new TextDecoder()

function percentByteAt(
  source: string,
  at: number,
  end: number,
): { byte: number; length: number } | undefined {
  if (source.charCodeAt(at) !== 37) return undefined
  let digits = at + 1
  while (digits + 4 <= end && source.startsWith('25', digits) && hexAt(source, digits + 2) >= 0) digits += 2
  const byte = digits + 2 <= end ? hexAt(source, digits) : -1
  return byte < 0 ? undefined : { byte, length: digits + 2 - at }
}

/** The value of two hexadecimal digits; below zero where there are none. */
function hexAt(source: string, at: number): number {
  const high = hexDigit(source.charCodeAt(at))
  const low = hexDigit(source.charCodeAt(at + 1))
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
])
const longestEntity = 40
const entity =
  /^&(?:amp;){0,6}(?:#0{0,8}(\d{1,7})|#[xX]0{0,8}([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/i

function entityAt(source: string, at: number, end: number): Escape | undefined {
  const match = entity.exec(source.slice(at, Math.min(end, at + longestEntity)))
  if (!match) return undefined
  const [whole, decimal, hexadecimal, name] = match
  if (name !== undefined) return { text: named.get(name.toLowerCase()) ?? '', length: whole.length }
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
  return { text: code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code), length: whole.length }
}

const jsonEscapes = new Map(
  Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', '\\': '\\', '/': '/' }),
)

function jsonEscapeAt(source: string, at: number, end: number): Escape | undefined {
  const kind = source.charAt(at + 1)
  if (at + 1 >= end) return undefined
  if (kind !== 'u') {
    const text = jsonEscapes.get(kind)
    return text === undefined ? undefined : { text, length: 2 }
  }
  const high = at + 6 <= end ? hexAt(source, at + 2) : -1
  const low = hexAt(source, at + 4)
  if (high < 0 || low < 0) return undefined
  const unit = high * 256 + low
  // Two escapes make one character beyond the basic plane.
  if (unit >= 0xd800 && unit < 0xdc00 && source.startsWith('\\u', at + 6) && at + 12 <= end) {
    const nextHigh = hexAt(source, at + 8)
    const nextLow = hexAt(source, at + 10)
    if (nextHigh >= 0xdc && nextHigh < 0xe0 && nextLow >= 0) {
      return { text: String.fromCharCode(unit, nextHigh * 256 + nextLow), length: 12 }
    }
  }
  return { text: String.fromCharCode(unit), length: 6 }
}
