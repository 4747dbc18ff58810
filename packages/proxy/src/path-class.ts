/** What a route begins with: words in lower case, a version, a file name. Never a number, a name in capitals or a token. */
const routeLike = /^(?:[a-z]{1,16}(?:[-_][a-z]{1,16}){0,2}(?:\.[a-z]{1,5})?|v\d{1,2})$/

/**
 * What of a request's path may be printed and logged without redaction: its first segment where that looks like a route's
 * (`/voice`), and `…` for everything else (`/customers/…`, `/…`). Query and fragment are never part of it.
 */
export function pathClass(target: string): string {
  const from = target.startsWith('/') ? 0 : (origin.exec(target)?.[0].length ?? 0)
  const path = before('?', before('#', target.slice(from)))
  if (path === '' || path === '/') return '/'
  if (!path.startsWith('/')) return '/…'
  const end = path.indexOf('/', 1)
  const first = end < 0 ? path.slice(1) : path.slice(1, end)
  if (!routeLike.test(first)) return '/…'
  return end < 0 ? path : `/${first}/…`
}

const origin = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i

function before(mark: string, text: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}
