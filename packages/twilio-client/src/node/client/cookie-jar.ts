interface Cookie {
  readonly name: string
  readonly value: string
  readonly domain: string
  readonly hostOnly: boolean
  readonly path: string
  readonly secure: boolean
  /** Milliseconds since 1970; Infinity for a session cookie. */
  readonly expires: number
}

/**
 * The cookies of one call (RFC 6265, without the parts that only browsers need). It is our own, since it runs on the
 * call's virtual clock on every request, and needs no list of public suffixes: an app sets cookies for its own host.
 */
export interface CookieJar {
  /** Takes the `Set-Cookie` values of an answer. */
  readonly keep: (url: string, setCookies: readonly string[], now: number) => void
  /** The `Cookie` header of a request; undefined when no cookie belongs to it. */
  readonly header: (url: string, now: number) => string | undefined
  readonly isEmpty: () => boolean
}

/** An empty jar. */
export function createCookieJar(): CookieJar {
  let cookies: readonly Cookie[] = []
  return {
    isEmpty: () => cookies.length === 0,
    keep(url, setCookies, now) {
      for (const text of setCookies) {
        const cookie = cookieOf(text, new URL(url), now)
        if (cookie === undefined) continue
        const others = cookies.filter((other) => !isSame(other, cookie))
        cookies = cookie.expires > now ? [...others, cookie] : others
      }
    },
    header(url, now) {
      if (cookies.length === 0) return undefined
      const target = new URL(url)
      const sent = cookies
        .filter((cookie) => cookie.expires > now && belongsTo(cookie, target))
        .toSorted((one, other) => other.path.length - one.path.length)
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
  }
}

function cookieOf(text: string, url: URL, now: number): Cookie | undefined {
  const [pair = '', ...rest] = text.split(';')
  const at = pair.indexOf('=')
  if (at < 1) return undefined
  const attributes = new Map(rest.map(attributeOf))
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase()
  if (domain !== undefined && domain !== '' && !isWithin(url.hostname, domain)) return undefined
  return {
    name: pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    domain: domain === undefined || domain === '' ? url.hostname : domain,
    hostOnly: domain === undefined || domain === '',
    path: pathOf(attributes.get('path'), url),
    secure: attributes.has('secure'),
    expires: expiryOf(attributes, now),
  }
}

function attributeOf(text: string): readonly [name: string, value: string] {
  const [name = '', ...value] = text.split('=')
  return [name.trim().toLowerCase(), value.join('=').trim()]
}

function pathOf(path: string | undefined, url: URL): string {
  if (path?.startsWith('/') === true) return path
  return url.pathname.slice(0, url.pathname.lastIndexOf('/')) || '/'
}

function expiryOf(attributes: ReadonlyMap<string, string>, now: number): number {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now + Number(maxAge) * 1000
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? Infinity : expires
}

function belongsTo(cookie: Cookie, url: URL): boolean {
  if (cookie.secure && url.protocol !== 'https:') return false
  const domainFits = cookie.hostOnly ? url.hostname === cookie.domain : isWithin(url.hostname, cookie.domain)
  const under = cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`
  return domainFits && (url.pathname === cookie.path || url.pathname.startsWith(under))
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

function isSame(one: Cookie, other: Cookie): boolean {
  return one.name === other.name && one.domain === other.domain && one.path === other.path
}
