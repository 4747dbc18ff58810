/** Request headers that a Function never sees. Source: Twilio's page on the limitations of headers and cookies. */
const exact: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'host',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-real-ip',
])
const prefixes = ['x-accel-', 'x-forwarded-']

/** Whether a Function does not see this header. `name`: in lower case. */
export function isRestricted(name: string): boolean {
  return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
}

/** Most bytes and most headers, cookies included, of a request or an answer (same source). */
const mostBytes = 15 * 1024
const mostHeaders = 90

/** Whether headers are more than Twilio lets through. */
export function areTooLong(headers: Headers): boolean {
  let bytes = 0
  let count = 0
  for (const [name, value] of headers) {
    bytes += name.length + value.length
    count += 1
  }
  return bytes > mostBytes || count > mostHeaders
}
