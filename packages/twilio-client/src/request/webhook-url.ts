import { createCache, memoized } from '@ringback/common'

/** A webhook's URL in its parts, as written: nothing is normalised that Twilio does not normalise. */
export interface WebhookUrl {
  readonly scheme: 'http' | 'https'
  /** Host and port as written; what the `Host` header says. */
  readonly authority: string
  /** Path and query, `/` at least. */
  readonly target: string
  /** Without its `#`; empty for a URL without a fragment. */
  readonly fragment: string
  readonly credentials: { readonly user: string; readonly password: string } | undefined
}

const shape = /^(https?):\/\/(?:([^@/?#]*)@)?([^/?#@]+)([^?#]*)(\?[^#]*)?(?:#([^]*))?$/i

/** The parts of an absolute http or https URL; undefined when it is not one that Twilio would request. */
export function parseWebhookUrl(text: string): WebhookUrl | undefined {
  return parsed(text, () => parse(text))
}

/** An app has few URLs, and each is requested many times. */
const parsed = createCache<WebhookUrl | undefined>()

function parse(text: string): WebhookUrl | undefined {
  const match = shape.exec(sendable(text.trim()))
  if (match === null || !URL.canParse(text.trim())) return undefined
  const [, scheme = '', userinfo, authority = '', path = '', query = '', fragment = ''] = match
  const host = authority.replace(/:\d*$/, '')
  if (host.includes('_')) return undefined
  return {
    scheme: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    authority,
    target: `${path === '' ? '/' : path}${query}`,
    fragment,
    credentials: userinfo === undefined ? undefined : credentialsOf(userinfo),
  }
}

/** The URL that is requested and recorded: no userinfo, no fragment. */
export function requestedUrl(url: WebhookUrl): string {
  return requested(url)
}

const requested = memoized(
  ({ scheme, authority, target }: WebhookUrl): string => `${scheme}://${authority}${target}`,
)

/** The URL that is signed: as requested, and over https without the port (webhook facts, 4.2). */
export function signedUrl(url: WebhookUrl): string {
  return signed(url)
}

const signed = memoized(({ scheme, authority, target }: WebhookUrl): string => {
  const host = scheme === 'https' ? authority.replace(/:\d*$/, '') : authority
  return `${scheme}://${host}${target}`
})

/** The URL with more parameters appended to its query. */
export function withQuery(url: WebhookUrl, query: string): WebhookUrl {
  if (query === '') return url
  const joint = !url.target.includes('?') ? '?' : /[?&]$/.test(url.target) ? '' : '&'
  return { ...url, target: `${url.target}${joint}${query}` }
}

/** The absolute URL of a reference in a document. Undefined when it is not a URL. */
export function resolveUrl(reference: string, base: string | undefined): string | undefined {
  const key = base === undefined ? reference : `${base.length} ${base}${reference}`
  return resolved(key, () => resolve(reference, base))
}

/** A document is read once for each of its calls, and its links lead to the same URLs. */
const resolved = createCache<string | undefined>()

function resolve(reference: string, base: string | undefined): string | undefined {
  const text = reference.trim()
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? text : undefined
  if (base === undefined || !URL.canParse(text, base)) return undefined
  return new URL(text, base).href
}

function credentialsOf(userinfo: string): { user: string; password: string } {
  const at = userinfo.indexOf(':')
  const [user, password] = at < 0 ? [userinfo, ''] : [userinfo.slice(0, at), userinfo.slice(at + 1)]
  return { user: decoded(user), password: decoded(password) }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Percent-encodes characters that are not allowed in a request line. */
function sendable(text: string): string {
  return text.replaceAll(/[^\u0021-\u007e]+/gu, (part) => encodeURIComponent(part))
}
