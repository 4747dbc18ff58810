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
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { status: 405, message: `Method ${request.method} refused: the inspector changes nothing.` }
  }
  if (hasToken(request, url, access)) return null
  return {
    status: 401,
    message: 'No valid token. Open the whole address that ringback inspect printed, with ?token=...',
  }
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
