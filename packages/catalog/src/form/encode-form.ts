import { createCache } from '@ringback/common'
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
  for (const pair of parameters) {
    // Every webhook is encoded here; taking a pair apart by a pattern costs as much as its text.
    const name = pair[0]
    const value = pair[1]
    if (text !== '') text += '&'
    text += isPlain(name) ? name : encode(name)
    text += '='
    if (value !== '') text += isPlain(value) ? value : encode(value)
  }
  return text
}

/** Whether a text is the same in both styles: letters, digits, `_`, `.` and `-`. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 127 || plain[code] !== 1) return false
  }
  return true
}

/** By the code of a character. */
const plain = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0,
)

/** The numbers of a call are in each of its webhooks, twice. */
const inPlus = createCache<string>()
const inPercent = createCache<string>()

const longestKept = 64

function encodePlus(text: string): string {
  return text.length > longestKept ? writtenPlus(text) : inPlus(text, () => writtenPlus(text))
}

function encodePercent(text: string): string {
  return text.length > longestKept ? writtenPercent(text) : inPercent(text, () => writtenPercent(text))
}

function writtenPlus(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, escapeOf)
}

function writtenPercent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, escapeOf)
}

function escapeOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
