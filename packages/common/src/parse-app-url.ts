import { RingbackError } from './ringback-error.ts'
import { printable } from './text/printable.ts'

const scheme = /^[a-z][a-z\d+.-]*:\/\//i

/**
 * The URL of an app from what a person types: a whole URL, host and port (`localhost:3000`, `[::1]:3000`), or only a
 * port (`3000`, `:3000`), which is one of this machine. Without a scheme it is http. Path, query and fragment are kept.
 * `name` is what the error calls the value: `App URL`, `--target`.
 * @throws {RingbackError} `app-url-invalid`; the message never holds a password.
 */
export function parseAppUrl(text: string, name = 'App URL'): URL {
  const given = text.trim()
  const host = /^:?\d+(?=$|[/?#])/.test(given) ? `localhost:${given.replace(/^:/, '')}` : given
  const url = /\s/.test(host) || host === '' ? null : URL.parse(scheme.test(host) ? host : `http://${host}`)
  if (url === null) throw invalid(`${name} ${quoted(given)} is not a URL.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw invalid(`${name} ${quoted(given)} must start with http:// or https://.`)
  // `./app` would be a host called `.`.
  if (/^\.+$/.test(url.hostname)) throw invalid(`${name} ${quoted(given)} is not a URL.`)
  if (url.port === '0') throw invalid(`${name} ${quoted(given)} has port 0, which is not valid.`)
  return url
}

/** A URL as it may be printed or logged: without user name and password. Text that is not a URL loses what may be one. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/*)?[^/?#]*@/i, '$1')
}

function quoted(text: string): string {
  return `"${printable(withoutCredentials(text))}"`
}

function invalid(message: string): RingbackError {
  return new RingbackError('app-url-invalid', message, {
    remedy: 'Pass a URL, a host with a port, or a port: http://127.0.0.1:3000, localhost:3000 or 3000',
  })
}
