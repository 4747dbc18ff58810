import { memoized } from '@ringback/common'

/** A word, a number, a key's sign or a mark of punctuation, folded. */
export type Token = string

/** Words, numbers, signs of keys, punctuation, and the dash of a range of two digits (`1-5`). */
const pieces =
  /\d+(?:[.,:]\d+)+|\d+|(?<=(?<![\d-])\d)-(?=\d(?![\d-]))|[*#]|[\p{L}]+(?:['-][\p{L}]+)*'?|[.,;:!?]/gu
const sentenceEnd = /^[.!?]$/

/** Lower case, without accents, with straight apostrophes and plain dashes between digits. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‘’´`]/g, "'")
    .replaceAll(/(?<=\d)[\u2010-\u2014](?=\d)/g, '-')
    .replaceAll('ß', 'ss')
    .toLowerCase()
}

/** A sentence as it was said and its tokens. */
export interface Sentence {
  readonly text: string
  readonly tokens: readonly Token[]
}

/** The sentences of what was said; a decimal point, a time and an ellipsis end none. */
export function sentencesOf(text: string): readonly Sentence[] {
  return text
    .split(/(?<=[.!?])(?<!\d\.(?=\d))\s*(?![.!?])/)
    .map((part) => ({
      text: part.trim(),
      tokens: (folded(part).match(pieces) ?? []).filter((token) => !sentenceEnd.test(token)),
    }))
    .filter(({ tokens }) => tokens.length > 0)
}

/** The words of phrases by their first word. */
type PhraseBook = ReadonlyMap<string, readonly (readonly string[])[]>

const bookOf = memoized((phrases: readonly string[]): PhraseBook =>
  Map.groupBy(
    phrases.map((phrase) => phrase.split(' ')),
    ([first = '']) => first,
  ),
)

/** How many tokens the longest of the phrases takes that begins at an index; 0 when none does. */
export function phraseAt(tokens: readonly Token[], index: number, phrases: readonly string[]): number {
  let longest = 0
  for (const words of bookOf(phrases).get(tokens[index] ?? '') ?? []) {
    if (words.length > longest && words.every((word, at) => tokens[index + at] === word))
      longest = words.length
  }
  return longest
}

/** Whether one of the phrases is anywhere in the tokens. */
export function hasPhrase(tokens: readonly Token[], phrases: readonly string[]): boolean {
  return tokens.some((_token, index) => phraseAt(tokens, index, phrases) > 0)
}

/** Whether one of the phrases stands right before an index. */
export function endsWithPhrase(tokens: readonly Token[], index: number, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => {
    const words = phrase.split(' ')
    return words.length <= index && words.every((word, at) => tokens[index - words.length + at] === word)
  })
}
