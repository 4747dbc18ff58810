import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may see the page. */
export interface Access {
  readonly token: string
  readonly port: number
}

/** Why a request is refused. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/** The name of the cookie; browsers share cookies among the ports of a machine, so the port is a part of it. */
export function cookieName(port: number): string {
  return `ringback-inspector-${port}`
}

/**
 * Null when the request comes from the page itself or from somebody who has its address with the token. Checks the Host
 * (a name of an attacker may resolve to 127.0.0.1), where a browser says that the request comes from, and the token.
 */
export function refusalOf(request: IncomingMessage, url: URL, access: Access): Refusal | null {
  const { host = '', origin } = request.headers
  const own = [`127.0.0.1:${access.port}`, `localhost:${access.port}`]
  if (!own.includes(host)) {
    return {
      status: 403,
      message: `Host ${JSON.stringify(host)} refused. Open the address that ringback inspect printed.`,
    }
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return { status: 403, message: `Requests from the origin ${JSON.stringify(origin)} are refused.` }
  }
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && url.pathname !== '/') {
    return { status: 403, message: 'Requests from other sites are refused.' }
  }
  if (isWrite(request)) return writeRefusalOf(request, access)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, message: `Method ${request.method} refused.` }
  }
  if (hasToken(request, url, access)) return null
  return {
    status: 401,
    message: 'No valid token. Open the whole address that ringback inspect printed, with ?token=...',
  }
}

/** The header in which the page's own script sends the token with everything that sends or changes something. */
export const tokenHeader = 'x-ringback-token'

/** Whether a request asks for an act: to send something to the app, or to change something on disk. */
export function isWrite({ method }: IncomingMessage): boolean {
  return method === 'POST' || method === 'DELETE'
}

/**
 * A browser sends the cookie by itself, so that it does not count here: only a script that could read the page knows the
 * token, and only such a script can send this header and JSON without a question that this server never answers.
 */
function writeRefusalOf({ headers }: IncomingMessage, { token }: Access): Refusal | null {
  if (headers.origin === undefined) {
    return { status: 403, message: 'Requests that act on something need the header Origin.' }
  }
  const given = headers[tokenHeader]
  if (typeof given !== 'string' || !isEqual(given, token)) {
    return {
      status: 401,
      message: 'Requests that act on something need the token in the header X-Ringback-Token.',
    }
  }
  if (!/^application\/json(?:;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, message: 'Requests that act on something need the Content-Type application/json.' }
  }
  return null
}

function hasToken(request: IncomingMessage, url: URL, { token, port }: Access): boolean {
  const inQuery = url.pathname === '/' ? url.searchParams.get('token') : null
  if (inQuery !== null) return isEqual(inQuery, token)
  const name = `${cookieName(port)}=`
  return (request.headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .some((each) => each.startsWith(name) && isEqual(each.slice(name.length), token))
}

/** Takes the same time wherever the texts differ. */
function isEqual(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
