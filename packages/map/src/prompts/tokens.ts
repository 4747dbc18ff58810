/** A word, a number, a key's sign or a mark of punctuation, folded. */
export type Token = string

const pieces = /\d+(?:[.,:]\d+)+|\d+|[*#]|[\p{L}]+(?:['-][\p{L}]+)*'?|[.,;:!?]/gu
const sentenceEnd = /^[.!?]$/

/** Lower case, without accents, with straight apostrophes. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[‘’´`]/g, "'")
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

/** How many tokens the longest of the phrases takes that begins at an index; 0 when none does. */
export function phraseAt(tokens: readonly Token[], index: number, phrases: readonly string[]): number {
  let longest = 0
  for (const phrase of phrases) {
    const words = phrase.split(' ')
    if (words.length > longest && words.every((word, at) => tokens[index + at] === word))
      longest = words.length
  }
  return longest
}

/** Whether one of the phrases is anywhere in the tokens. */
export function hasPhrase(tokens: readonly Token[], phrases: readonly string[]): boolean {
  return tokens.some((_token, index) => phraseAt(tokens, index, phrases) > 0)
}
