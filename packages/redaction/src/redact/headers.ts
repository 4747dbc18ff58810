import type { Headers } from '@ringback/recording'
import type { Found } from './found.ts'
import { publicHeaders } from './public-headers.ts'
import type { ValueRedactor } from './values.ts'

const hostHeaders = new Set(['host', 'x-forwarded-host', 'x-original-host'])
const urlHeaders = new Set(['location', 'content-location', 'referer', 'origin'])
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'www-authenticate'])
const secretName = /token|secret|session|signature|cookie|password|credential|api-?key|etag/i
/** The same few names come again and again; whoever invents more is served more slowly. */
const namesRemembered = 500

export interface HeaderContext {
  /** The host and port of the exchange's URL. */
  readonly ownHost: string
  /** For a header of the app's answer that is no secret by name: its wording stays, what is private in it goes. */
  readonly wording?: (text: string) => string
}

/** The headers with private values replaced; names, order and repetitions stay. */
export type RedactHeaders = (headers: Headers, found: Found[], context: HeaderContext) => Headers

/** What is done with the values of one header. */
interface HeaderRule {
  readonly isPublic: (value: string) => boolean
  readonly redact: (value: string, found: Found[], context: HeaderContext) => string
  /** The value that was last seen to be public: most headers have the same one for ever. */
  lastPublic: string
}

/** `keep`: names in lower case whose values stay as they are. */
export function createHeaderRedactor(values: ValueRedactor, keep: ReadonlySet<string>): RedactHeaders {
  const rules = new Map<string, HeaderRule>()

  return (headers, found, context) =>
    headers.map((header) => {
      const [name, value] = header
      const rule = rules.get(name) ?? ruleFor(name)
      if (value === rule.lastPublic) return header
      if (rule.isPublic(value)) {
        rule.lastPublic = value
        return header
      }
      const other = rule.redact(value, found, context)
      return other === value ? header : [name, other]
    })

  function ruleFor(spelledName: string): HeaderRule {
    const name = spelledName.toLowerCase()
    const pattern = publicHeaders[name]
    const rule: HeaderRule = {
      isPublic: keep.has(name) ? () => true : (value) => pattern?.test(value) ?? false,
      redact: redactionFor(name),
      lastPublic: '',
    }
    if (rules.size < namesRemembered) rules.set(spelledName, rule)
    return rule
  }

  function redactionFor(name: string): HeaderRule['redact'] {
    if (hostHeaders.has(name)) return hostValue
    if (name === 'cookie') return cookies
    if (name === 'set-cookie') return setCookie
    if (urlHeaders.has(name)) return (value, found, { ownHost }) => values.url(value, ownHost, found)
    if (credentialHeaders.has(name)) return credentials
    if (secretName.test(name)) return (value, found) => values.token(value, found)
    return (value, found, { wording }) => (wording ? wording(value) : values.unknown(value, found))
  }

  function hostValue(value: string, found: Found[], { ownHost }: HeaderContext): string {
    if (value === ownHost || value.toLowerCase() === ownHost.toLowerCase()) return value
    return values.host(value, found)
  }

  function cookies(value: string, found: Found[]): string {
    return value
      .split(';')
      .map((pair) => cookiePair(pair, found))
      .join(';')
  }

  function cookiePair(pair: string, found: Found[]): string {
    const [, space = '', name = '', equals = '', rest = ''] = /^(\s*)([^=]*)(=?)(.*)$/s.exec(pair) ?? []
    return equals === '' ? space + values.token(name, found) : `${space}${name}=${values.token(rest, found)}`
  }

  function setCookie(value: string, found: Found[]): string {
    const end = value.indexOf(';')
    if (end < 0) return cookiePair(value, found)
    return cookiePair(value.slice(0, end), found) + value.slice(end)
  }

  function credentials(value: string, found: Found[]): string {
    const scheme = /^[A-Za-z]+ /.exec(value)?.[0] ?? ''
    return scheme + values.token(value.slice(scheme.length), found)
  }
}
