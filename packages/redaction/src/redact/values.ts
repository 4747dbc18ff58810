import type { Grammar } from '@ringback/catalog'
import { base64Like, textOfBase64 } from './base64-text.ts'
import { isDate, isFactual } from './fact-values.ts'
import { foundOf, type Found, type RedactionClass } from './found.ts'
import { isJson, mapJsonLeaves } from './json.ts'
import { createLru } from './lru.ts'
import { isOddCallerId } from './odd-caller-ids.ts'
import { factsOf, factsOfKey, isTwilioWord, type ParameterFacts } from './parameter-facts.ts'
import { decodeFormValue, decodePercent, encodeLike, spellingOf, type FormSpelling } from './percent.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import {
  ipv4Shape,
  ipv6Shape,
  jwtShape,
  numberShape,
  schemeAddressShape,
  sidShape,
  urlShape,
} from './shapes.ts'

/** Those of a few hundred calls: a larger table takes longer to look into than it saves. */
const segmentsRemembered = 1500
const urlsRemembered = 500

interface RedactedText {
  readonly text: string
  readonly found: readonly Found[]
}

/** Pseudonyms for whole values: parameters, form bodies, JSON, URLs. */
export interface ValueRedactor {
  /** The value of a parameter, by what the catalog knows of its name; unknown names by the shape of the value. */
  parameter(name: string, value: string): string
  /** A value of which only the shape is known. */
  unknown(value: string, found: Found[]): string
  token(value: string, found: Found[]): string
  host(value: string, found: Found[]): string
  /** A form body or a query string: order, duplicates, empty values and spelling stay. */
  form(text: string, found: Found[], options: { readonly ownQuery: boolean }): string
  json(text: string, found: Found[]): string
  /** A URL. `ownHost`: the host of the app, whose path is its own wording. */
  url(text: string, ownHost: string, found: Found[]): string
}

export interface ValueRules {
  readonly keep: ReadonlySet<string>
  readonly classes: Readonly<Record<string, RedactionClass>>
}

/** Keys and parameters that are names of nothing private. */
const identifier = /^[A-Za-z_$][\w.$[\]*-]{0,63}$/

/** Path segments of Twilio's REST URLs and the like. */
const publicSegment =
  /^(?:v\d+|\d{4}-\d\d-\d\d|[A-Z][A-Za-z]{3,24}s|[a-z]{1,3})?(?:\.(?:json|xml|mp3|mp4|wav|html))?$/

/** A value that somebody has masked before. */
const isMasked = (value: string): boolean => /^[xX*]{2,}$/.test(value)

type ByGrammar = (value: string, found: Found[]) => string | undefined

export function createValueRedactor(pseudonyms: Pseudonyms, rules: ValueRules): ValueRedactor {
  /** What recurs, as a caller does through a call, is looked up: by spelling, then by segment. */
  const segments = Array.from({ length: 8 }, () => createLru<RedactedText>(segmentsRemembered))
  const urls = createLru<RedactedText>(urlsRemembered)

  const parameter = (name: string, value: string): string => valueOf(name, factsOf(name), value, [])

  const valueOf = (
    name: string,
    facts: ParameterFacts | undefined,
    value: string,
    found: Found[],
  ): string => {
    if (value === '' || isMasked(value) || rules.keep.has(name)) return value
    const rule = rules.classes[name]
    if (rule !== undefined) return pseudonyms[rule === 'name' ? 'text' : rule](value, found)
    if (!facts) return unknown(value, found)
    if (facts.values.has(value)) return value
    for (const grammar of facts.grammars) {
      if (isFactual(grammar, value)) return value
    }
    for (const grammar of facts.grammars) {
      const other = byGrammar[grammar]?.(value, found)
      if (other !== undefined) return other
    }
    return unknown(value, found)
  }

  const keys: ByGrammar = (value, found) => {
    // One key is a choice from a menu: it identifies nobody, and replay needs it.
    if (/^[0-9*#]$/.test(value)) return value
    return /^[0-9*#wW]+$/.test(value) ? pseudonyms.digits(value, found) : undefined
  }

  /** For a value that is of the grammar; undefined: it is not, and only its shape counts. */
  const byGrammar: { readonly [Kind in Grammar]?: ByGrammar } = {
    address: pseudonyms.address,
    'name-addr': pseudonyms.address,
    sid: pseudonyms.sid,
    digit: keys,
    digits: keys,
    'digit-or-hangup': keys,
    hostname: pseudonyms.host,
    mmyy: (value, found) => (/^\d{4}$/.test(value) ? otherMonth(value, found) : undefined),
    masked: (value, found) => {
      if (!/^[xX*\d -]+$/.test(value)) return undefined
      return /\d/.test(value) ? pseudonyms.digits(value, found) : value
    },
  }

  const otherMonth = (value: string, found: Found[]): string => {
    const other = pseudonyms.digits(value, [])
    const month = String(1 + (Number(other.slice(0, 2)) % 12)).padStart(2, '0')
    const pseudonym = month + other.slice(2)
    found.push(foundOf('digits', value, pseudonym))
    return pseudonym
  }

  const unknown = (value: string, found: Found[]): string => {
    if (value === '' || isTwilioWord(value) || isOddCallerId(value) || isDate(value)) return value
    if (sidShape.test(value)) return pseudonyms.sid(value, found)
    if (numberShape.test(value)) return pseudonyms.address(value, found)
    if (jwtShape.test(value)) return jwt(value, found)
    if (isJson(value)) return json(value, found)
    if (urlShape.test(value)) return url(value, '', found)
    if (ipv4Shape.test(value) || ipv6Shape.test(value)) return pseudonyms.ip(value, found)
    if (schemeAddressShape.test(value) || /^<\w+:.*>/.test(value)) return pseudonyms.address(value, found)
    const decoded = decodePercent(value)
    if (decoded !== value) {
      const other = encodeLike('%', unknown(decoded, found), {
        plus: false,
        lowerCase: /%[0-9]?[a-f]/.test(value),
      })
      found.push(foundOf('text', value, other))
      return other
    }
    if (/^[^\s@]+@[^\s@]+$/.test(value)) return pseudonyms.token(value, found)
    return pseudonyms.text(value, found)
  }

  const token = (value: string, found: Found[]): string => {
    if (jwtShape.test(value)) return jwt(value, found)
    const decoded = decodePercent(value)
    if (decoded === value) return pseudonyms.token(value, found)
    const other = encodeLike('%', token(decoded, found), { plus: false, lowerCase: false })
    found.push(foundOf('token', value, other))
    return other
  }

  const jwt = (value: string, found: Found[]): string => {
    const inner: Found[] = []
    const [head = '', claims = '', signature = ''] = value.split('.')
    const parts = [head, claims].map((part) => {
      const text = textOfBase64(part)
      return text !== undefined && isJson(text)
        ? base64Like(part, json(text, inner))
        : pseudonyms.token(part, inner)
    })
    const pseudonym = [...parts, pseudonyms.token(signature, [])].join('.')
    found.push(foundOf('token', value, pseudonym))
    return pseudonym
  }

  const json = (text: string, found: Found[]): string =>
    mapJsonLeaves(
      text,
      (key, value) => {
        const facts = factsOfKey(key)
        if (!facts && /^(?:alg|typ|kid|iat|exp|nbf|ppt)$/.test(key) && /^(?:\w{1,8}|\d{10})$/.test(value))
          return value
        if (!facts && /^-?(?:\d{1,3}|\d{0,3}\.\d{1,17})$/.test(value)) return value
        return valueOf(key, facts, value, found)
      },
      (key) => (identifier.test(key) && !sidShape.test(key) ? key : unknown(key, found)),
    )

  const form = (text: string, found: Found[], { ownQuery }: { readonly ownQuery: boolean }): string => {
    if (text === '') return ''
    const spelling = spellingOf(text)
    const known = segments[(ownQuery ? 4 : 0) + (spelling.plus ? 2 : 0) + (spelling.lowerCase ? 1 : 0)]
    let other = ''
    for (let from = 0; from <= text.length;) {
      const ampersand = text.indexOf('&', from)
      const end = ampersand < 0 ? text.length : ampersand
      const segment = text.slice(from, end)
      let redacted = known?.get(segment)
      if (!redacted) {
        const own: Found[] = []
        redacted = { text: formSegment(segment, own, spelling, ownQuery), found: own }
        known?.set(segment, redacted)
      }
      for (const each of redacted.found) found.push(each)
      other += from === 0 ? redacted.text : `&${redacted.text}`
      from = end + 1
    }
    return other
  }

  const formSegment = (
    segment: string,
    found: Found[],
    spelling: FormSpelling,
    ownQuery: boolean,
  ): string => {
    const equals = segment.indexOf('=')
    const rawName = equals < 0 ? segment : segment.slice(0, equals)
    const name = decodeFormValue(rawName)
    if (equals < 0 && factsOf(name) === undefined) return formName(rawName, name, found, spelling)
    const isName = identifier.test(name) && !sidShape.test(name)
    const safeName = isName ? rawName : formName(rawName, name, found, spelling)
    if (equals < 0) return safeName
    const rawValue = segment.slice(equals + 1)
    const value = decodeFormValue(rawValue)
    // Two characters in the app's own query are routing (`?step=2`, `?lang=en`): they identify nobody.
    if (ownQuery && value.length <= 2 && factsOf(name) === undefined) return `${safeName}=${rawValue}`
    const other = valueOf(name, factsOf(name), value, found)
    return `${safeName}=${other === value ? rawValue : encodeLike(rawValue, other, spelling)}`
  }

  const formName = (raw: string, name: string, found: Found[], spelling: FormSpelling): string =>
    name === '' ? '' : encodeLike(raw, unknown(name, found), spelling)

  const url = (text: string, ownHost: string, found: Found[]): string => {
    const key = `${ownHost} ${text}`
    let redacted = urls.get(key)
    if (!redacted) {
      const own: Found[] = []
      redacted = { text: urlParts(text, ownHost, own), found: own }
      urls.set(key, redacted)
    }
    for (const each of redacted.found) found.push(each)
    return redacted.text
  }

  const urlParts = (text: string, ownHost: string, found: Found[]): string => {
    const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(text)
    if (!parts) return unknown(text, found)
    const [, scheme = '', authority, path = '', query = '', fragment = ''] = parts
    const at = authority === undefined ? -1 : authority.lastIndexOf('@')
    const hostAndPort = authority?.slice(at + 1)
    const isOwn =
      hostAndPort === undefined || (ownHost !== '' && hostAndPort.toLowerCase() === ownHost.toLowerCase())
    const userinfo =
      at > 0
        ? `${(authority ?? '')
            .slice(0, at)
            .split(':')
            .map((part) => token(part, found))
            .join(':')}@`
        : ''
    const host =
      hostAndPort === undefined
        ? ''
        : `//${userinfo}${isOwn ? hostAndPort : pseudonyms.host(hostAndPort, found)}`
    const otherPath = path
      .split('/')
      .map((segment) => (isOwn ? ownSegment(segment, found) : foreignSegment(segment, found)))
      .join('/')
    const otherQuery = query === '' ? '' : `?${form(query.slice(1), found, { ownQuery: true })}`
    const otherFragment = fragment === '' ? '' : `#${form(fragment.slice(1), found, { ownQuery: true })}`
    return `${scheme}${host}${otherPath}${otherQuery}${otherFragment}`
  }

  const foreignSegment = (segment: string, found: Found[]): string => {
    if (publicSegment.test(segment)) return segment
    // A plain word is replaced here, but an app that says the same word does not quote this URL.
    if (/^[a-z]{4,12}$/.test(segment)) return token(segment, [])
    const extension = /\.(?:json|xml|mp3|mp4|wav|html)$/.exec(segment)?.[0] ?? ''
    return token(segment.slice(0, segment.length - extension.length), found) + extension
  }

  // A route is the app's wording; an id in it is not.
  const ownSegment = (segment: string, found: Found[]): string => {
    const decoded = decodePercent(segment)
    if (
      sidShape.test(decoded) ||
      numberShape.test(decoded) ||
      jwtShape.test(decoded) ||
      decoded.includes('@')
    ) {
      return encodeLike(segment, unknown(decoded, found), { plus: false, lowerCase: false })
    }
    const isId =
      /^\d{4,}$/.test(decoded) || (decoded.length >= 16 && /\d/.test(decoded) && /[a-z]/i.test(decoded))
    return isId ? encodeLike(segment, token(decoded, found), { plus: false, lowerCase: false }) : segment
  }

  return { parameter, unknown, token, host: pseudonyms.host, form, json, url }
}
