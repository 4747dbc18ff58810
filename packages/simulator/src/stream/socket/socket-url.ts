/**
 * The URL of a WebSocket as Twilio requests and signs it: with `/` for an empty path, without a fragment, and without
 * the query string unless `keepsQuery`. Undefined when it is not an absolute wss URL.
 */
export function requestedSocketUrl(written: string, keepsQuery: boolean): string | undefined {
  const text = written.trim()
  if (!/^wss:\/\/[^/?#]/i.test(text) || !URL.canParse(text)) return undefined
  const [whole = ''] = text.split('#', 1)
  const [base = '', ...query] = whole.split('?')
  const path = /^wss:\/\/[^/]+$/i.test(base) ? '/' : ''
  return `${base}${path}${keepsQuery && query.length > 0 ? `?${query.join('?')}` : ''}`
}
