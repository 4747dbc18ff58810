import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Framing, RawHeaders } from '../forward/forwarder.ts'

/** The head of a request as it was received, whichever front read it. */
export interface ReceivedRequest {
  readonly method: string
  /** The request target exactly as it was received. */
  readonly target: string
  /** The x and y of HTTP/x.y. */
  readonly httpMajor: number
  readonly httpMinor: number
  readonly headers: RawHeaders
  readonly framing: Framing
  /** The address of the proxy's own client. */
  readonly remoteAddress: string
  /** Whether it came over TLS to the proxy itself. */
  readonly isSecure: boolean
}

/** What Node's HTTP server has read of a request. */
export function receive(request: IncomingMessage): ReceivedRequest {
  const { socket } = request
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    httpMajor: request.httpVersionMajor,
    httpMinor: request.httpVersionMinor,
    headers: request.rawHeaders,
    framing: framingOf(request),
    remoteAddress: plainAddress(socket.remoteAddress ?? 'unknown'),
    isSecure: socket instanceof TLSSocket,
  }
}

function framingOf({ headers }: IncomingMessage): Framing {
  if (headers['transfer-encoding'] !== undefined) return 'chunked'
  return headers['content-length'] === undefined ? 'none' : 'length'
}

/** An IPv4 address without the form that IPv6 sockets give it. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
