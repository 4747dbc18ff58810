import { parseAddress } from '@ringback/catalog'
import { joined, kept, replaced, type Redacted, type RedactionClass } from '../finding.ts'
import {
  emailShape,
  ipv4Shape,
  ipv6Shape,
  nameShape,
  numberShape,
  schemeAddressShape,
  sidShape,
  uuidShape,
} from '../find/value-shapes.ts'
import { otherDigits } from './digits.ts'
import { hexOf, type KeyedBytes } from './keyed-bytes.ts'
import { otherLetters } from './letters.ts'
import { createLru } from './lru.ts'
import { otherNumber } from './other-number.ts'
import type { OwnValues } from './own-values.ts'
import { publicLabels } from './public-labels.ts'

/** Pseudonyms for whole values, by class: pure functions of the key and the value. */
export interface Pseudonyms {
  readonly address: (value: string) => Redacted
  readonly digits: (value: string) => Redacted
  readonly host: (value: string) => Redacted
  readonly ip: (value: string) => Redacted
  /** A name or a wording without a shape of its own. */
  readonly plain: (kind: RedactionClass, value: string) => Redacted
  readonly sid: (value: string) => Redacted
  readonly token: (value: string) => Redacted
}

/** How many SIDs and numbers are looked up instead of made again. */
const remembered = 2000

/** `noteNumber` is told each number and its pseudonym, to count collisions. */
// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside share one key
export function createPseudonyms(
  keyed: KeyedBytes,
  own: OwnValues,
  noteNumber: (number: string, pseudonym: string) => void,
): Pseudonyms {
  const sids = createLru<string>(remembered)
  const numbers = createLru<string>(remembered)
  const letters = (text: string): string => (text === '' ? '' : otherLetters(keyed, 'text', text))

  function sid(text: string): Redacted {
    if (own.has(text)) return kept(text)
    if (numberShape.test(text)) return address(text)
    if (!sidShape.test(text)) {
      if (text.length <= 2) return kept(text)
      return replaced('sid', text, text.slice(0, 2) + otherLetters(keyed, 'sid', text.slice(2)))
    }
    let other = sids.get(text)
    if (other === undefined) {
      const hex = hexOf(keyed(`sid\u0000${text.toLowerCase()}`)).slice(0, 32)
      other = text.slice(0, 2) + (/[A-F]/.test(text.slice(2)) ? hex.toUpperCase() : hex)
      sids.set(text, other)
    }
    return replaced('sid', text, other)
  }

  function numberPseudonym(number: string): string {
    let other = numbers.get(number)
    if (other === undefined) {
      other = otherNumber(keyed, number)
      numbers.set(number, other)
      noteNumber(number, other)
    }
    return other
  }

  function address(text: string): Redacted {
    if (text === '' || own.has(text) || isWithheld(text)) return kept(text)
    if (numberShape.test(text)) return replaced('address', text, numberPseudonym(text))
    if (sidShape.test(text)) return sid(text)
    const close = text.startsWith('<') ? text.lastIndexOf('>') : -1
    if (close > 0) {
      const tail = text.slice(close + 1)
      return joined(['<', address(text.slice(1, close)), '>', replaced('text', tail, letters(tail))])
    }
    const scheme = schemeAddressShape.exec(text)
    if (scheme) {
      const [, name = '', rest = ''] = scheme
      return joined([`${name}:`, schemeRest(name.toLowerCase(), rest)])
    }
    return plain('address', text)
  }

  function schemeRest(scheme: string, rest: string): Redacted {
    if (own.has(rest)) return kept(rest)
    if (numberShape.test(rest)) return address(rest)
    if (sidShape.test(rest)) return sid(rest)
    const at = rest.indexOf('@')
    if (scheme === 'client' || at < 0) return plain('address', rest)
    const hostEnd = rest.slice(at).search(/[;?]/)
    const end = hostEnd < 0 ? rest.length : at + hostEnd
    return joined([userPart(rest.slice(0, at)), '@', host(rest.slice(at + 1, end)), uriTail(rest.slice(end))])
  }

  /** The parameters and headers of a SIP URI: names stay, values of `=` go. */
  function uriTail(tail: string): Redacted {
    return joined(
      tail.split(/(=[^;&?]*)/).map((part) => {
        if (!part.startsWith('=')) return part
        const value = part.slice(1)
        return joined(['=', replaced('text', value, letters(value))])
      }),
    )
  }

  function userPart(user: string): Redacted {
    if (user === '' || own.has(user) || isWithheld(user)) return kept(user)
    if (numberShape.test(user)) return address(user)
    const colon = user.indexOf(':')
    if (colon > 0) return joined([userPart(user.slice(0, colon)), ':', token(user.slice(colon + 1))])
    return plain('address', user)
  }

  const digits = (text: string): Redacted =>
    own.has(text) ? kept(text) : replaced('digits', text, text.replaceAll(/\d+/g, figures))

  // A national number is the same caller with and without `+1`.
  function figures(text: string): string {
    if (own.has(text)) return text
    const national = /^(1?)([2-9]\d{2}[2-9]\d{6})$/.exec(text)
    if (!national) return otherDigits(keyed, 'digits', text)
    return (national[1] ?? '') + numberPseudonym(`+1${national[2] ?? ''}`).slice(2)
  }

  // One rule for all that has no shape of its own, so that a value is the same value in a cookie, a name and a text.
  function plain(kind: RedactionClass, text: string): Redacted {
    if (own.has(text)) return kept(text)
    if (/^\d+$/.test(text)) return replaced(kind, text, figures(text))
    if (!nameShape.test(text)) return replaced(kind, text, letters(text))
    const words = text.replaceAll(/[\p{L}\p{M}]+/gu, (word) => otherLetters(keyed, 'word', word))
    return replaced(kind, text, words)
  }

  function token(value: string): Redacted {
    if (value === '' || own.has(value)) return kept(value)
    if (sidShape.test(value)) return sid(value)
    if (uuidShape.test(value) || /^[0-9a-f]{20,}$/.test(value)) {
      return replaced('token', value, otherHex(keyed, value))
    }
    if (!emailShape.test(value)) return plain('token', value)
    const at = value.lastIndexOf('@')
    const mailbox = value.slice(0, at)
    return joined([
      numberShape.test(mailbox) ? address(mailbox) : plain('address', mailbox),
      '@',
      host(value.slice(at + 1)),
    ])
  }

  function host(value: string): Redacted {
    const colon = value.lastIndexOf(':')
    const port = colon >= 0 && /^:\d{1,5}$/.test(value.slice(colon)) ? value.slice(colon) : ''
    const name = value.slice(0, value.length - port.length)
    if (ipv4Shape.test(name)) return joined([ip(name), port])
    const bare = name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
    if (bare !== name && ipv6Shape.test(bare)) return joined(['[', ip(bare), ']', port])
    const labels = name.split('.')
    const last = labels.length - 1
    const other = labels.map((label, index) => {
      const isTop = index === last && last > 0 && /^[a-z]{2,6}$/i.test(label)
      const stays = label === '' || isTop || publicLabels.has(label.toLowerCase())
      return stays ? label : otherLetters(keyed, 'host', label)
    })
    return joined([replaced('host', name, other.join('.')), port])
  }

  function ip(value: string): Redacted {
    if (value === '127.0.0.1' || value === '::1' || value === '0.0.0.0') return kept(value)
    return replaced('ip', value, otherIp(keyed, value))
  }

  return { sid, address, digits, plain, token, host, ip }
}

/** True for what Twilio sends instead of a withheld number: it names nobody, and apps branch on it. */
export function isWithheld(text: string): boolean {
  return text.length < 40 && parseAddress(text).scheme === 'withheld'
}

function otherHex(keyed: KeyedBytes, value: string): string {
  const hex = hexOf(keyed(`hex\u0000${value.toLowerCase()}`))
  const isUuid = uuidShape.test(value)
  let at = 0
  let other = ''
  for (let index = 0; index < value.length; index++) {
    const given = value.charAt(index)
    // The version of a UUID stays.
    if (given === '-' || (index === 14 && isUuid)) {
      other += given
      continue
    }
    const digit = hex.charAt(at++ % hex.length)
    other += given >= 'A' && given <= 'F' ? digit.toUpperCase() : digit
  }
  return other
}

// 198.18.0.0/15 and 2001:db8::/32 belong to nobody (RFC 2544, RFC 3849).
function otherIp(keyed: KeyedBytes, value: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = keyed(`ip\u0000${value}`)
  if (value.includes(':')) {
    return `2001:db8::${hexOf(Uint8Array.of(a, b))}:${hexOf(Uint8Array.of(c, d))}`
  }
  const other = `198.${18 + (a & 1)}.${b}.${c}`
  return other === value ? `198.${18 + (a & 1)}.${b}.${c ^ 1}` : other
}
