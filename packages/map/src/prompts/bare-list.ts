import type { Token } from './tokens.ts'

/** More words do not name a choice. */
const mostWords = 3

/**
 * Whether a sentence is nothing but choices and digits: `Office 1, library 2` (counting on) or `1,
 * office`. It may be a menu or something else (`Terminal 1, gate 2`), so it is not read as one, but it is
 * said that it may speak of keys.
 */
export function isBareList(tokens: readonly Token[]): boolean {
  const [first = '', mark = ''] = tokens
  if (/^\d$/.test(first) && (mark === ',' || mark === ':')) return isName(tokens.slice(2))
  const choices = splitAtCommas(tokens)
  return choices.length > 1 && choices.every((choice, index) => isChoice(choice, choices[index - 1]))
}

function isChoice(choice: readonly Token[], before: readonly Token[] | undefined): boolean {
  const key = choice.at(-1) ?? ''
  if (!/^\d$/.test(key) || !isName(choice.slice(0, -1))) return false
  return before === undefined || (Number(before.at(-1)) + 1 === Number(key) && before[0] !== choice[0])
}

function isName(words: readonly Token[]): boolean {
  return words.length > 0 && words.length <= mostWords && words.every((word) => /^\p{L}/u.test(word))
}

function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (/^[,;]$/.test(token)) parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}
