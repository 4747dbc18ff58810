import { anyOf, inAnyCase, literally, whole } from './patterns.ts'

/** What log filters and consoles write in place of a value. */
const placeholders = ['[filtered]', 'no value', 'null', 'undefined'].map((text) =>
  literally(text).replaceAll(/[a-z]+/g, inAnyCase),
)

/** What is left of a value when each of its characters was replaced. */
const maskOnly = '[xX*]{2,}'

/** What people put in place of digits and letters: three or more of one character. */
const runs = [String.raw`\.{3}`, String.raw`\*{3}`, '[xX]{3}', '[fF]{10}', '…']

/**
 * The source of a regular expression that finds what was masked: a value that was left out, cut short or filtered, by whoever
 * published or logged a request. It is searched for, not matched to the whole value.
 */
export const maskedPattern: string = [whole(anyOf(...placeholders, maskOnly)), ...runs].join('|')

const masked = new RegExp(maskedPattern, 'u')
const nothingLeft = new RegExp(whole([...placeholders, maskOnly, String.raw`\.{3,}`, '…'].join('|')), 'u')

/** Whether somebody masked a value or a part of it: `CAXXXXXXXX`, `+1571XXXXXXX`, `[FILTERED]`. */
export function isMasked(value: string): boolean {
  return masked.test(value)
}

/** Whether somebody masked a value and left nothing of it: `XXXX`, `[FILTERED]`. Such a value tells nothing about anybody. */
export function isFullyMasked(value: string): boolean {
  return nothingLeft.test(value)
}
