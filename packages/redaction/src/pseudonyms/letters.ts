import { keyedStream, type KeyedBytes } from './keyed-bytes.ts'

const consonants = 'bcdfghjklmnprstvwz'
const vowels = 'aeiou'
const accented = 'áâäåæçèéêëìíîïñòóôöøùúûü'
const ideographs = '安白川东方高海和江金林明南平青山天文西新'

/**
 * Text of the same length and the same character classes (digits, case, accents, punctuation, white space),
 * pronounceable where it was words. Case-insensitive in what it depends on, so `Jane` and `JANE` keep their likeness.
 */
export function otherLetters(keyed: KeyedBytes, label: string, text: string): string {
  const folded = text.toLowerCase()
  for (let attempt = 0; attempt < 8; attempt++) {
    const next = keyedStream(keyed, `letters\u0000${label}\u0000${attempt}\u0000${folded}`)
    const other = spell(text, next)
    if (other.toLowerCase() !== folded) return other
  }
  // Nothing in it has a class (punctuation only): letters in its place.
  const next = keyedStream(keyed, `opaque\u0000${label}\u0000${folded}`)
  return Array.from(text, () => pick(consonants, next())).join('')
}

function spell(text: string, next: () => number): string {
  let vowelIsNext = (next() & 1) === 1
  let result = ''
  for (const character of text) {
    const code = character.charCodeAt(0)
    if (code >= 48 && code <= 57) {
      result += String(next() % 10)
    } else if (isAsciiLetter(code)) {
      const letter = pick(vowelIsNext ? vowels : consonants, next())
      vowelIsNext = !vowelIsNext
      result += code < 97 ? letter.toUpperCase() : letter
    } else if (code < 128) {
      result += character
    } else {
      result += otherCharacter(character, next)
    }
  }
  return result
}

function otherCharacter(character: string, next: () => number): string {
  const lower = character.toLowerCase()
  const upper = character.toUpperCase()
  if (lower === upper) return /[\p{L}\p{N}\p{S}]/u.test(character) ? pick(ideographs, next()) : character
  const letter = pick(accented, next())
  return character === lower ? letter : letter.toUpperCase()
}

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function pick(from: string, byte: number): string {
  return from.charAt(byte % from.length)
}
