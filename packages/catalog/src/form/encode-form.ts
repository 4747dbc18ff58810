import type { Parameters } from '../parameters.ts'

/** How a space is written: `plus` on the requests that fetch TwiML, `percent` (`%20`) on callbacks. */
export type FormStyle = 'plus' | 'percent'

/**
 * The form body, or query string, of some parameters, in order: names and values percent-encoded in capitals
 * and always a `=`. `plus` is HTML's form encoding, `percent` is RFC 3986. Lone surrogates become U+FFFD.
 */
export function encodeForm(parameters: Parameters, style: FormStyle = 'plus'): string {
  const encode = style === 'plus' ? encodePlus : encodePercent
  let text = ''
  for (const [name, value] of parameters) text += `${text === '' ? '' : '&'}${encode(name)}=${encode(value)}`
  return text
}

function encodePlus(text: string): string {
  if (/^[\w.*-]*$/.test(text)) return text
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, escapeOf)
}

function encodePercent(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text
  return encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, escapeOf)
}

function escapeOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
