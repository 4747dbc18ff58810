import { digitOf } from './digits/decimal-digits.ts'

/** A text without case, with digits in ASCII and `+` as a space: two spellings of one value that differ in those alone become equal. */
export function fold(text: string): string {
  if (isAscii(text)) {
    const lower = text.toLowerCase()
    return lower.includes('+') ? lower.replaceAll('+', ' ') : lower
  }
  let folded = ''
  for (const character of text) folded += foldCharacter(character)
  return folded
}

/** One character folded; it may become several, as `ß` becomes `ss`. */
export function foldCharacter(character: string): string {
  if (character === '+') return ' '
  const digit = digitOf(character.codePointAt(0) ?? 0)
  if (digit !== undefined) return String(digit)
  return character.toUpperCase().toLowerCase()
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}
