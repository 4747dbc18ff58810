import { isOddCallerId } from './odd-caller-ids.ts'
import { otherDigits } from './digits.ts'
import { foundOf, type Found, type RedactionClass } from './found.ts'
import { hexOf, type KeyedBytes } from './keyed-bytes.ts'
import { otherLetters } from './letters.ts'
import { createLru } from './lru.ts'
import { otherNumber } from './number.ts'
import {
  embedded,
  emailShape,
  ipv4Shape,
  ipv6Shape,
  nameShape,
  numberShape,
  schemeAddressShape,
  sidShape,
  uuidShape,
} from './shapes.ts'

/** Pseudonyms by class. Each function adds what it replaced to `found` and returns the text to write. */
export type Pseudonyms = {
  readonly [Kind in Exclude<RedactionClass, 'name'>]: (text: string, found: Found[]) => string
}

/** Labels of host names that say nothing about anybody. */
const publicLabels = new Set(
  'www api app sip pstn voice media twilio com net org io dev test example invalid localhost us1 us2 ie1 au1 br1 de1 jp1 sg1'.split(
    ' ',
  ),
)

/** How many SIDs and numbers are looked up instead of made again. */
const remembered = 2000

export function createPseudonyms(keyed: KeyedBytes): Pseudonyms {
  const sids = createLru<string>(remembered)
  const numbers = createLru<string>(remembered)

  const note = (found: Found[], kind: RedactionClass, raw: string, pseudonym: string): string => {
    if (raw !== pseudonym) found.push(foundOf(kind, raw, pseudonym))
    return pseudonym
  }

  const sid = (text: string, found: Found[]): string => {
    if (!sidShape.test(text)) return note(found, 'sid', text, oddSid(text))
    let other = sids.get(text)
    if (other === undefined) {
      const hex = hexOf(keyed(`sid\u0000${text.toLowerCase()}`)).slice(0, 32)
      other = text.slice(0, 2) + (/[A-F]/.test(text.slice(2)) ? hex.toUpperCase() : hex)
      sids.set(text, other)
    }
    return note(found, 'sid', text, other)
  }

  const oddSid = (text: string): string => {
    if (text.length <= 2) return text
    return text.slice(0, 2) + otherLetters(keyed, 'sid', text.slice(2))
  }

  const number = (text: string, found: Found[]): string => {
    let other = numbers.get(text)
    if (other === undefined) {
      other = otherNumber(keyed, text)
      numbers.set(text, other)
    }
    return note(found, 'address', text, other)
  }

  const address = (text: string, found: Found[]): string => {
    if (text === '' || isOddCallerId(text)) return text
    if (numberShape.test(text)) return number(text, found)
    if (sidShape.test(text)) return sid(text, found)
    const bracketed = /^<(.*)>(.*)$/s.exec(text)
    if (bracketed)
      return `<${address(bracketed[1] ?? '', found)}>${note(found, 'text', bracketed[2] ?? '', letters(bracketed[2] ?? ''))}`
    const scheme = schemeAddressShape.exec(text)
    if (scheme) {
      const [, name = '', rest = ''] = scheme
      return `${name}:${schemeRest(name.toLowerCase(), rest, found)}`
    }
    return note(found, 'address', text, plain(text))
  }

  const schemeRest = (scheme: string, rest: string, found: Found[]): string => {
    if (numberShape.test(rest)) return number(rest, found)
    if (sidShape.test(rest)) return sid(rest, found)
    const uri = /^([^@]*)@([^;?]*)(.*)$/s.exec(rest)
    if (scheme === 'client' || !uri) return note(found, 'address', rest, plain(rest))
    const [, user = '', hostAndPort = '', tail = ''] = uri
    const otherTail = tail.replaceAll(
      /=([^;&?]*)/g,
      (_, value: string) => `=${note(found, 'text', value, letters(value))}`,
    )
    return `${userPart(user, found)}@${host(hostAndPort, found)}${otherTail}`
  }

  const userPart = (user: string, found: Found[]): string => {
    if (user === '' || isOddCallerId(user)) return user
    if (numberShape.test(user)) return number(user, found)
    const password = user.indexOf(':')
    if (password > 0)
      return `${userPart(user.slice(0, password), found)}:${token(user.slice(password + 1), found)}`
    return note(found, 'address', user, plain(user))
  }

  const digits = (text: string, found: Found[]): string =>
    note(found, 'digits', text, text.replaceAll(/\d+/g, figures))

  const letters = (text: string): string => (text === '' ? '' : otherLetters(keyed, 'text', text))

  // A national number is the same caller with and without `+1`.
  const figures = (text: string): string => {
    const national = /^(1?)([2-9]\d{2}[2-9]\d{6})$/.exec(text)
    if (!national) return otherDigits(keyed, 'digits', text)
    return (national[1] ?? '') + otherNumber(keyed, `+1${national[2] ?? ''}`).slice(2)
  }

  // One rule for all that has no shape of its own, so that a value is the same value in a cookie, a name and a text.
  const plain = (text: string): string => {
    if (/^\d+$/.test(text)) return figures(text)
    if (!nameShape.test(text)) return letters(text)
    return text.replaceAll(/[\p{L}\p{M}]+/gu, (word) => otherLetters(keyed, 'word', word))
  }

  const text = (value: string, found: Found[]): string => {
    if (value.trim() === '') return value
    if (/^\d+$/.test(value)) return digits(value, found)
    if (nameShape.test(value)) return note(found, 'name', value, plain(value))
    let other = ''
    let at = 0
    for (const match of value.matchAll(embedded)) {
      other += opaque(value.slice(at, match.index), found) + shaped(match, found)
      at = match.index + match[0].length
    }
    return note(found, 'text', value, at === 0 ? letters(value) : other + opaque(value.slice(at), found))
  }

  const opaque = (part: string, found: Found[]): string =>
    /[\p{L}\p{N}\p{S}]/u.test(part) ? note(found, 'text', part, letters(part)) : part

  const shaped = (match: RegExpMatchArray, found: Found[]): string => {
    const [whole] = match
    const shape = match.groups ?? {}
    if (shape['sid'] !== undefined) return sid(whole, found)
    if (shape['number'] !== undefined && whole.startsWith('+')) return address(whole, found)
    if (shape['client'] !== undefined) return address(whole, found)
    if (shape['ip'] !== undefined) return ip(whole, found)
    return token(whole, found)
  }

  const token = (value: string, found: Found[]): string => {
    if (value === '') return ''
    if (sidShape.test(value)) return sid(value, found)
    if (uuidShape.test(value) || /^[0-9a-f]{20,}$/.test(value))
      return note(found, 'token', value, otherHex(value))
    if (emailShape.test(value)) {
      const at = value.lastIndexOf('@')
      const mailbox = value.slice(0, at)
      return `${numberShape.test(mailbox) ? number(mailbox, found) : note(found, 'address', mailbox, plain(mailbox))}@${host(value.slice(at + 1), found)}`
    }
    return note(found, 'token', value, plain(value))
  }

  const otherHex = (value: string): string => {
    const hex = hexOf(keyed(`hex\u0000${value.toLowerCase()}`))
    const isUuid = uuidShape.test(value)
    let at = 0
    let other = ''
    for (let index = 0; index < value.length; index++) {
      const given = value.charAt(index)
      if (given === '-' || (index === 14 && isUuid)) {
        other += given
        continue
      }
      const digit = hex.charAt(at++ % hex.length)
      other += given >= 'A' && given <= 'F' ? digit.toUpperCase() : digit
    }
    return other
  }

  const host = (value: string, found: Found[]): string => {
    const port = /:\d+$/.exec(value)?.[0] ?? ''
    const name = value.slice(0, value.length - port.length)
    const bare = name.replace(/^\[(.*)\]$/s, '$1')
    if (ipv4Shape.test(bare)) return ip(bare, found) + port
    if (bare !== name && ipv6Shape.test(bare)) return `[${ip(bare, found)}]${port}`
    const labels = name.split('.')
    const last = labels.length - 1
    const other = labels.map((label, index) => {
      const lower = label.toLowerCase()
      const isTop = index === last && last > 0 && /^[a-z]{2,6}$/i.test(label)
      return label === '' || isTop || publicLabels.has(lower) ? label : otherLetters(keyed, 'host', label)
    })
    return note(found, 'host', name, other.join('.')) + port
  }

  const ip = (value: string, found: Found[]): string => {
    if (value === '127.0.0.1' || value === '::1' || value === '0.0.0.0') return value
    const [a = 0, b = 0, c = 0, d = 0] = keyed(`ip\u0000${value}`)
    // 198.18.0.0/15 and 2001:db8::/32 belong to nobody (RFC 2544, RFC 3849).
    const other = value.includes(':')
      ? `2001:db8::${hexOf(Uint8Array.of(a, b))}:${hexOf(Uint8Array.of(c, d))}`
      : `198.${18 + (a & 1)}.${b}.${c}`
    return note(found, 'ip', value, other === value ? `198.${18 + (a & 1)}.${b}.${c ^ 1}` : other)
  }

  return { sid, address, digits, text, token, host, ip }
}
