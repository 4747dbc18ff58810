import { digitWordIn } from './digit-words.ts'
import { gap } from '../view.ts'

/** One digit in a view. A digit that is written as a word takes several places. */
export interface DigitPlace {
  readonly start: number
  readonly end: number
}

/** Digits that are read as one number: only separators or markup stand between them. */
export interface DigitRun {
  readonly digits: string
  readonly places: readonly DigitPlace[]
  /** Only what is usual in numbers stands between the digits, and no word is among them. */
  readonly tight: boolean
  /** Something stands between each two digits: they are read one by one. */
  readonly apart: boolean
  /** A plus stands before the first digit. */
  readonly plus: boolean
  /** A letter touches the first or the last digit. */
  readonly inWord: boolean
}

/** How many separators may stand between two digits of one number. */
const mostSeparators = 8
/** How many usual ones (`) `, `, `). */
const mostTightSeparators = 2

const separators = new Set(
  ` \t\r\n\u00a0.,;:·•…‥()[]/|*_~'"-‐‑‒–—−⁃\u2007\u2009\u202f\u200b\u200d\u2060\ufe0f\u20e3${gap}`,
)
const tightSeparators = new Set(' ().,/-\u00a0\u202f\u2009‐‑‒–')

/** The runs of digits in the plain text of a view. Takes linear time. */
export function digitRunsIn(plain: string): readonly DigitRun[] {
  const runs: DigitRun[] = []
  let run = emptyRun()
  const finish = (nextIsLetter: boolean): void => {
    if (run.places.length >= 3) {
      runs.push({
        digits: run.digits,
        places: run.places,
        tight: run.tight,
        apart: run.apart,
        plus: run.plus,
        inWord: run.afterLetter || nextIsLetter,
      })
    }
    run = emptyRun()
  }
  const take = (digit: string, start: number, end: number): void => {
    if (run.places.length === 0) {
      run.plus = plain.charAt(start - 1) === '+'
      run.afterLetter = isLetter(plain, start - 1)
    } else if (run.between > mostTightSeparators) run.tight = false
    if (run.places.length > 0 && run.between === 0) run.apart = false
    if (end - start > 1 || run.loose) run.tight = false
    run.digits += digit
    run.places.push({ start, end })
    run.between = 0
  }
  for (let at = 0; at < plain.length;) {
    const code = plain.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      take(plain.charAt(at), at, at + 1)
      at += 1
      continue
    }
    if (isLetter(plain, at)) {
      let end = at + 1
      while (isLetter(plain, end)) end += 1
      const word = digitWordIn(plain, at, end)
      const touchesDigit = isDigit(plain, at - 1) || isDigit(plain, end)
      if (word === undefined || touchesDigit) finish(run.between === 0)
      else take(word, at, end)
      at = end
      continue
    }
    const character = plain.charAt(at)
    if (run.places.length > 0) {
      run.between += 1
      if (!separators.has(character) || run.between > mostSeparators) finish(false)
      else if (!tightSeparators.has(character)) run.loose = true
    }
    at += 1
  }
  finish(false)
  return runs
}

interface OpenRun {
  digits: string
  places: DigitPlace[]
  tight: boolean
  plus: boolean
  afterLetter: boolean
  /** Something unusual follows the last digit: the run is not tight if another one comes. */
  loose: boolean
  apart: boolean
  between: number
}

function emptyRun(): OpenRun {
  const state = { tight: true, plus: false, afterLetter: false, loose: false, apart: true }
  return { digits: '', places: [], ...state, between: 0 }
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  const lower = code | 32
  // Latin letters with accents too.
  return (lower >= 97 && lower <= 122) || (code >= 0xc0 && code <= 0x24f)
}
