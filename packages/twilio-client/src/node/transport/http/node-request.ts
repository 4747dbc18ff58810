import http from 'node:http'
import https from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ConnectionStage } from '@ringback/catalog'
import { headerPairs, type Members } from '@ringback/common'
import { addressOf } from '../address-of.ts'
import type { TransportRequest, TransportResponse } from '../transport.ts'
import { failureOf, TransportFailure } from '../transport-failure.ts'
import type { UnderWay } from './under-way.ts'

/** Sends a request with Node's HTTP client, on a connection of its own. */
export function sendByNode(
  request: TransportRequest,
  underWay: Members<UnderWay>,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = open(request)
    let stage: ConnectionStage = 'connect'
    let interruption: TransportFailure | undefined
    const interrupt = (failure: TransportFailure): void => {
      interruption ??= failure
      outgoing.destroy(failure)
    }
    const member: UnderWay = { interrupt, place: -1 }
    underWay.add(member)
    const fail = (error: unknown): void => {
      clearTimeout(connectTimer)
      outgoing.destroy()
      reject(failureOf(error, stage))
    }
    const connectTimer = setTimeout(() => {
      fail(new TransportFailure('connect-timeout', `no connection within ${request.connectTimeoutMs} ms`))
    }, request.connectTimeoutMs)
    const abort = (): void => {
      interrupt(new TransportFailure('aborted', 'the request was aborted'))
    }
    request.signal.addEventListener('abort', abort)
    if (request.signal.aborted) abort()
    outgoing.on('close', () => {
      underWay.delete(member)
      request.signal.removeEventListener('abort', abort)
      fail(closed())
    })
    outgoing.on('socket', (socket) => {
      const isTls = request.origin.startsWith('https:')
      if (isTls) socket.once('connect', () => (stage = 'tls'))
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        stage = 'answer'
        clearTimeout(connectTimer)
        socket.setTimeout(request.readTimeoutMs, () => {
          const message = `no data within ${request.readTimeoutMs} ms`
          interrupt(new TransportFailure('no-answer-in-time', message))
        })
      })
    })
    outgoing.on('error', fail)
    outgoing.on('response', (response) => resolve(responseOf(response, () => interruption)))
    outgoing.end(request.body)
  })
}

/** An answer that Node's HTTP client reads. */
export interface ReadByNode {
  readonly response: Promise<TransportResponse>
  readonly interrupt: (failure: TransportFailure) => void
}

/** Has Node's HTTP client read the answer to a request that was sent already; what it writes is to go nowhere. */
export function readByNode(request: TransportRequest, connection: Duplex): ReadByNode {
  const outgoing = open(request, () => connection)
  let interruption: TransportFailure | undefined
  const response = new Promise<TransportResponse>((resolve, reject) => {
    outgoing.on('error', (error) => {
      outgoing.destroy()
      reject(failureOf(error))
    })
    outgoing.on('close', () => reject(closed()))
    outgoing.on('response', (incoming) => resolve(responseOf(incoming, () => interruption)))
  })
  outgoing.end()
  return {
    response,
    interrupt(failure) {
      interruption ??= failure
      outgoing.destroy(failure)
    },
  }
}

/** Opens a new connection for a request, without an agent that would keep it open. */
function open(request: TransportRequest, connection?: () => Duplex): http.ClientRequest {
  const { protocol, hostname, port } = addressOf(request.origin)
  const isTls = protocol === 'https:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return (isTls ? https : http).request({
    host,
    port: port === '' ? undefined : port,
    method: request.method,
    path: request.target,
    headers: request.headers.flat(),
    setDefaultHeaders: false,
    ...(isTls
      ? { agent: false, servername: hostname, rejectUnauthorized: request.verifyTls }
      : { createConnection: connection ?? (() => connect({ host, port: port === '' ? 80 : Number(port) })) }),
  })
}

/** Why this side ended the request, if it did. */
type Interruption = () => TransportFailure | undefined

function responseOf(response: http.IncomingMessage, interruption: Interruption): TransportResponse {
  return {
    status: response.statusCode ?? 0,
    headers: headerPairs(response.rawHeaders),
    body: bodyOf(response, interruption),
  }
}

/**
 * The chunks of a response as they come; ending the iteration early closes the connection. By the stream's events, since
 * setting up its own iterator takes longer than reading a usual answer. An interrupted one is not complete, though Node ends a body
 * without a length there as if it were.
 */
async function* bodyOf(
  response: http.IncomingMessage,
  interruption: Interruption,
): AsyncIterable<Uint8Array> {
  let wake = (): void => undefined
  let failure: unknown = response.errored
  const fail = (error: unknown): void => {
    failure ??= error
    wake()
  }
  response.on('readable', () => wake())
  response.on('end', () => wake())
  response.on('error', fail)
  response.on('close', () => wake())
  try {
    for (;;) {
      const chunk: unknown = response.read()
      if (chunk !== null) yield chunk as Uint8Array // No encoding was set: chunks are buffers.
      else if (failure !== null || interruption() !== undefined) throw interruption() ?? failureOf(failure)
      else if (response.readableEnded) return
      else if (response.closed) throw closed()
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    response.destroy()
  }
}

/** Node's client says no more after a 101, which nobody asked for. */
function closed(): TransportFailure {
  return new TransportFailure('answer-cut-short', 'the connection was closed')
}
