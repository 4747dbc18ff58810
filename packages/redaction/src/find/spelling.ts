import { digitLike } from './digits/decimal-digits.ts'
import { digitWordLike } from './digits/digit-words.ts'

const entityNames = new Map([
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['"', 'quot'],
  ["'", 'apos'],
])

/** A text written as another one is: percent-escaped (once or more), with entities, or with JSON escapes. */
export function spelledLike(written: string, text: string): string {
  const percents = /%((?:25)*)[0-9A-F]{2}/i.exec(written)
  if (percents) {
    let encoded = encodeURIComponent(text.toWellFormed())
    for (let times = (percents[1] ?? '').length / 2; times > 0; times--) encoded = encodeURIComponent(encoded)
    return written.includes('+') ? encoded.replaceAll('%20', '+') : encoded
  }
  if (/&(?:#\w+|\w+);/.test(written)) return xmlEscaped(text)
  if (written.includes('\\')) return JSON.stringify(text).slice(1, -1)
  return text
}

/** The five characters that XML reserves as entities. */
export function xmlEscaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&${entityNames.get(character) ?? ''};`)
}

/** A pseudonym in the case in which a value was found: capitals, small letters, or letter by letter. */
export function likeCaseOf(found: string, raw: string, pseudonym: string): string {
  if (found === raw) return pseudonym
  if (raw !== raw.toUpperCase() && found === found.toUpperCase()) return pseudonym.toUpperCase()
  if (raw !== raw.toLowerCase() && found === found.toLowerCase()) return pseudonym.toLowerCase()
  if (found.length !== raw.length || pseudonym.length !== raw.length) return pseudonym
  if (found.toLowerCase() !== raw.toLowerCase()) return pseudonym
  return Array.from(pseudonym, (letter, at) => {
    const given = found.charAt(at)
    return given === given.toLowerCase() ? letter.toLowerCase() : letter.toUpperCase()
  }).join('')
}

/** A digit written as another one was: in its script, or as a word of its language. */
export function digitSpelledLike(written: string, digit: string): string {
  return /^[A-Za-z]/.test(written) ? digitWordLike(written, digit) : digitLike(written, digit)
}
