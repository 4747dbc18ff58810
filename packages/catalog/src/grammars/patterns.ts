/** The source of a regular expression for one of some others. */
export function anyOf(...sources: readonly string[]): string {
  return sources.length === 1 ? (sources[0] ?? '') : `(?:${sources.join('|')})`
}

/** The source of a regular expression for a text as it is. */
export function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}

/** The source of a regular expression for one character that is none of some. */
export function noneOf(characters: string): string {
  return `[^${characters.replaceAll(/[\\\]^-]/g, String.raw`\$&`)}]`
}

/** The source of a regular expression for a word in any case: `[Ss][Ii][Pp]`. */
export function inAnyCase(word: string): string {
  return word.replaceAll(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
}

/** The source of a regular expression for any text. */
export const anyText: string = String.raw`[\s\S]*`

/** The source of a regular expression that must match from the first character to the last. */
export function whole(source: string): string {
  return `^(?:${source})$`
}
