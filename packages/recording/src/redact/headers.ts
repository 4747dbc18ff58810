import type { Headers } from '../exchange.ts'
import type { Found } from './found.ts'
import { publicHeaders } from './public-headers.ts'
import type { ValueRedactor } from './values.ts'

const hostHeaders = new Set(['host', 'x-forwarded-host', 'x-original-host'])
const urlHeaders = new Set(['location', 'content-location', 'referer', 'origin'])
const credentialHeaders = new Set(['authorization', 'proxy-authorization', 'www-authenticate'])
const secretName = /token|secret|session|signature|cookie|password|credential|api-?key|etag/i

export interface HeaderContext {
  /** The host and port of the exchange's URL. */
  readonly ownHost: string
  readonly keep: ReadonlySet<string>
  /** For a header of the app's answer that is no secret by name: its wording stays, what is private in it goes. */
  readonly wording?: (text: string) => string
}

/** The headers with private values replaced; names, order and repetitions stay. */
export function redactHeaders(
  headers: Headers,
  values: ValueRedactor,
  found: Found[],
  context: HeaderContext,
): [name: string, value: string][] {
  return headers.map(([name, value]) => [name, headerValue(name.toLowerCase(), value)])

  function headerValue(name: string, value: string): string {
    if (value === '' || context.keep.has(name)) return value
    if (publicHeaders[name]?.test(value)) return value
    if (hostHeaders.has(name)) return hostValue(value)
    if (name === 'cookie') return cookies(value)
    if (name === 'set-cookie') return setCookie(value)
    if (urlHeaders.has(name)) return values.url(value, context.ownHost, found)
    if (credentialHeaders.has(name)) return credentials(value)
    if (secretName.test(name)) return values.token(value, found)
    return context.wording ? context.wording(value) : values.unknown(value, found)
  }

  function hostValue(value: string): string {
    if (value.toLowerCase() === context.ownHost.toLowerCase()) return value
    return values.host(value, found)
  }

  function cookies(value: string): string {
    return value
      .split(';')
      .map((pair) => cookiePair(pair))
      .join(';')
  }

  function cookiePair(pair: string): string {
    const [, space = '', name = '', equals = '', rest = ''] = /^(\s*)([^=]*)(=?)(.*)$/s.exec(pair) ?? []
    return equals === '' ? space + values.token(name, found) : `${space}${name}=${values.token(rest, found)}`
  }

  function setCookie(value: string): string {
    const end = value.indexOf(';')
    if (end < 0) return cookiePair(value)
    return cookiePair(value.slice(0, end)) + value.slice(end)
  }

  function credentials(value: string): string {
    const scheme = /^[A-Za-z]+ /.exec(value)?.[0] ?? ''
    return scheme + values.token(value.slice(scheme.length), found)
  }
}
