/** A request target, or URL, up to its query. */
export function withoutQuery(target: string): string {
  const at = target.indexOf('?')
  return at < 0 ? target : target.slice(0, at)
}

/** The query of a request target or URL, without `?`; empty when there is none. */
export function queryOf(target: string): string {
  const at = target.indexOf('?')
  return at < 0 ? '' : target.slice(at + 1)
}
