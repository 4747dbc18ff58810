/** What a route begins with: words in lower case, a version, a file name. Never a number, a name in capitals or a token. */
const routeLike = /^(?:[a-z]{1,16}(?:[-_][a-z]{1,16}){0,2}(?:\.[a-z]{1,5})?|v\d{1,2})$/

/**
 * What of a request's path may be printed and logged without redaction: its first segment where that looks like a route's
 * (`/voice`), and `…` for everything else (`/customers/…`, `/…`). Query and fragment are never part of it.
 */
export function pathClass(target: string): string {
  const [path = ''] = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)
  const [, first = '', ...rest] = path.split('/', 3)
  if (first === '') return path === '' || path === '/' ? '/' : '/…'
  if (!routeLike.test(first)) return '/…'
  return rest.length === 0 ? `/${first}` : `/${first}/…`
}
