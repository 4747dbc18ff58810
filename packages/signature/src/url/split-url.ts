/** A URL cut into its parts, character for character: the parts in a row are the URL again. */
export interface UrlParts {
  /** With `://`. */
  readonly scheme: string
  /** With `@`, or empty. */
  readonly userinfo: string
  readonly host: string
  /** With `:`, or empty. */
  readonly port: string
  readonly path: string
  /** With `?`, or empty. */
  readonly query: string
  /** With `#`, or empty. */
  readonly fragment: string
}

const grammar = /^([a-z][a-z\d+.-]*:\/\/)([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is
const authorityGrammar = /^(.*@)?(\[[^\]]*\]|[^:]*)(:.*)?$/s

/**
 * Cuts a URL without normalising it, because Twilio signs it as it was configured: `new URL()` would lower the
 * host and escape characters. Null for a text that is not an absolute URL.
 */
export function splitUrl(url: string): UrlParts | null {
  const found = grammar.exec(url)
  if (found === null) return null
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = found
  const parts = authorityGrammar.exec(authority)
  if (parts === null) return null
  const [, userinfo = '', host = '', port = ''] = parts
  return host === '' ? null : { scheme, userinfo, host, port, path, query, fragment }
}

/** Whether a text is an absolute URL, to the extent that it can be cut into parts. */
export function isAbsolute(url: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#]*@)?[^/?#:@]/i.test(url)
}

/** The URL of its parts. */
export function joinUrl({ scheme, userinfo, host, port, path, query, fragment }: UrlParts): string {
  return scheme + userinfo + host + port + path + query + fragment
}

/** The URL without its fragment, which holds connection overrides and is neither sent nor signed. */
export function withoutFragment(url: string): string {
  const at = url.indexOf('#')
  return at === -1 ? url : url.slice(0, at)
}

/** The port, with its colon, that a scheme means when none is written. */
export function defaultPort(scheme: string): string {
  return /^(?:https|wss):/i.test(scheme) ? ':443' : ':80'
}
