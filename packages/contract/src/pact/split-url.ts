/** The parts of an absolute URL as they are written. */
export interface UrlParts {
  /** Scheme and authority; empty for a path. */
  readonly origin: string
  readonly path: string
  /** Without its question mark. */
  readonly query: string
  /** Path and query string. */
  readonly target: string
}

/** Splits a URL without changing a byte of it; a fragment is left out. */
export function splitUrl(url: string): UrlParts {
  const [, origin = '', path = '', mark = '', query = ''] =
    /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)(\?)?([^#]*)/i.exec(url) ?? []
  const rooted = path === '' ? '/' : path
  return { origin, path: rooted, query, target: `${rooted}${mark}${query}` }
}
