import http from 'node:http'
import https from 'node:https'
import { connect } from 'node:net'
import type { ConnectionStage } from '@ringback/catalog'
import { addressOf } from './address-of.ts'
import { headerPairs, Members, type Member } from '@ringback/common'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { failureOf, TransportFailure } from './transport-failure.ts'

/** Real HTTP/1.1: a new connection per request, as Twilio's proxy makes. Closing it aborts requests in flight. */
export function httpTransport(): Transport {
  const underWay = new Members<UnderWay>()
  return {
    inProcess: false,
    send: (request) => sendOverHttp(request, underWay),
    close() {
      for (const { outgoing } of underWay.all())
        outgoing.destroy(new TransportFailure('answer-cut-short', 'the transport was closed'))
      return Promise.resolve()
    },
  }
}

/** A request that is not over. */
interface UnderWay extends Member {
  readonly outgoing: http.ClientRequest
}

function sendOverHttp(request: TransportRequest, underWay: Members<UnderWay>): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = open(request)
    let stage: ConnectionStage = 'connect'
    const member: UnderWay = { outgoing, place: -1 }
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
      outgoing.destroy(new TransportFailure('aborted', 'the request was aborted'))
    }
    request.signal.addEventListener('abort', abort)
    if (request.signal.aborted) abort()
    outgoing.on('close', () => {
      underWay.delete(member)
      request.signal.removeEventListener('abort', abort)
    })
    outgoing.on('socket', (socket) => {
      const isTls = request.origin.startsWith('https:')
      if (isTls) socket.once('connect', () => (stage = 'tls'))
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        stage = 'answer'
        clearTimeout(connectTimer)
        socket.setTimeout(request.readTimeoutMs, () => {
          const message = `no data within ${request.readTimeoutMs} ms`
          outgoing.destroy(new TransportFailure('no-answer-in-time', message))
        })
      })
    })
    outgoing.on('error', fail)
    outgoing.on('response', (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: headerPairs(response.rawHeaders),
        body: bodyOf(response),
      })
    })
    outgoing.end(request.body)
  })
}

/** Opens a new connection for a request, without an agent that would keep it open. */
function open(request: TransportRequest): http.ClientRequest {
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
      : { createConnection: () => connect({ host, port: port === '' ? 80 : Number(port) }) }),
  })
}

/**
 * The chunks of a response as they come; ending the iteration early closes the connection. By the stream's events, since
 * setting up its own iterator takes longer than reading a usual answer.
 */
async function* bodyOf(response: http.IncomingMessage): AsyncIterable<Uint8Array> {
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
      else if (failure !== null) throw failureOf(failure)
      else if (response.readableEnded) return
      else if (response.closed) throw new TransportFailure('answer-cut-short', 'the connection was closed')
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    response.destroy()
  }
}
