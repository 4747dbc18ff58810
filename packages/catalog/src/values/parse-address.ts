import { withheldNumbers, withheldWords } from '../data/caller-ids.ts'
import { sidPrefix } from '../data/sid-prefixes.ts'
import { whole } from '../grammars/patterns.ts'
import { valueShapes } from '../grammars/value-shapes.ts'
import { isSid } from './sid.ts'

/** What a `From`, `To`, `Caller`, `Called`, ... stands for. */
export type Address =
  | { readonly scheme: 'pstn'; readonly number: string }
  | { readonly scheme: 'short-code'; readonly number: string }
  | { readonly scheme: 'client'; readonly identity: string }
  | { readonly scheme: 'sip'; readonly user: string; readonly host: string; readonly parameters: string }
  | { readonly scheme: 'whatsapp'; readonly number: string }
  | { readonly scheme: 'sim'; readonly sid: string }
  | { readonly scheme: 'app'; readonly sid: string }
  /** The caller ID is withheld; `word` says how, in lower case. */
  | { readonly scheme: 'withheld'; readonly word: string }
  /** Anything else: what the carrier delivered and Twilio could not make E.164 of. */
  | { readonly scheme: 'raw'; readonly text: string }
  | { readonly scheme: 'empty' }

/** The forms an address may have. */
export type AddressScheme = Address['scheme']

/** How addresses other than numbers begin. */
export const addressPrefix = { sip: 'sip:', client: 'client:', whatsapp: 'whatsapp:' } as const

const withheldByNumber = new Map(withheldNumbers.map(({ number, word }) => [number, word.toLowerCase()]))
const withheld = new Set(withheldWords)
const phoneNumber = new RegExp(whole(valueShapes.phoneNumber), 'u')
const shortCode = new RegExp(whole(valueShapes.shortCode), 'u')

/**
 * Which form an address has, and its parts. Never throws. A number has a `+` and at least seven digits; there is no upper
 * limit, because carriers deliver more than fifteen. `+17378742833` counts as withheld.
 */
export function parseAddress(value: string): Address {
  if (value === '') return { scheme: 'empty' }
  const byNumber = withheldByNumber.get(value)
  if (byNumber !== undefined) return { scheme: 'withheld', word: byNumber }
  if (phoneNumber.test(value)) return { scheme: 'pstn', number: value }
  const word = value.toLowerCase()
  if (withheld.has(word)) return { scheme: 'withheld', word }
  if (shortCode.test(value)) return { scheme: 'short-code', number: value }
  if (isSid(value) && value.startsWith(sidPrefix.application)) return { scheme: 'app', sid: value }
  return schemeAddress(value) ?? { scheme: 'raw', text: value }
}

function schemeAddress(value: string): Address | undefined {
  const colon = value.indexOf(':')
  const rest = value.slice(colon + 1)
  switch (value.slice(0, Math.max(colon, 0)).toLowerCase()) {
    case 'client':
      return { scheme: 'client', identity: rest }
    case 'sip':
    case 'sips':
      return sipAddress(rest)
    case 'whatsapp':
      return { scheme: 'whatsapp', number: rest }
    case 'sim':
      return { scheme: 'sim', sid: rest }
    default:
      return undefined
  }
}

function sipAddress(rest: string): Address {
  const end = rest.search(/[;?]/)
  const [address, parameters] = end === -1 ? [rest, ''] : [rest.slice(0, end), rest.slice(end)]
  const at = address.lastIndexOf('@')
  return { scheme: 'sip', user: address.slice(0, Math.max(at, 0)), host: address.slice(at + 1), parameters }
}
