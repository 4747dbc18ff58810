import http from 'node:http'
import https from 'node:https'
import { pairsOf } from './raw-headers.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { failureOf, TransportFailure } from './transport-failure.ts'

/** Real HTTP/1.1: a new connection per request, as Twilio's proxy makes. Closing it drops what is under way. */
export function httpTransport(): Transport {
  const underWay = new Set<http.ClientRequest>()
  return {
    inProcess: false,
    send: (request) => sendOverHttp(request, underWay),
    close() {
      for (const outgoing of underWay)
        outgoing.destroy(new TransportFailure('cut-short', 'the transport was closed'))
      return Promise.resolve()
    },
  }
}

function sendOverHttp(
  request: TransportRequest,
  underWay: Set<http.ClientRequest>,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = open(request)
    underWay.add(outgoing)
    outgoing.on('close', () => underWay.delete(outgoing))
    const fail = (error: unknown): void => {
      clearTimeout(connectTimer)
      outgoing.destroy()
      reject(failureOf(error))
    }
    const connectTimer = setTimeout(() => {
      fail(new TransportFailure('connect-timeout', `no connection within ${request.connectTimeoutMs} ms`))
    }, request.connectTimeoutMs)
    outgoing.on('socket', (socket) => {
      const ready = request.origin.startsWith('https:') ? 'secureConnect' : 'connect'
      socket.once(ready, () => {
        clearTimeout(connectTimer)
        socket.setTimeout(request.readTimeoutMs, () => {
          const message = `nothing came for ${request.readTimeoutMs} ms`
          outgoing.destroy(new TransportFailure('read-timeout', message))
        })
      })
    })
    outgoing.on('error', fail)
    outgoing.on('response', (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: pairsOf(response.rawHeaders),
        body: bodyOf(response),
      })
    })
    outgoing.end(request.body)
  })
}

function open(request: TransportRequest): http.ClientRequest {
  const origin = new URL(request.origin)
  const { request: start } = origin.protocol === 'https:' ? https : http
  return start({
    host: origin.hostname.replace(/^\[|\]$/g, ''),
    port: origin.port === '' ? undefined : origin.port,
    servername: origin.hostname,
    method: request.method,
    path: request.target,
    headers: request.headers.flat(),
    agent: false,
    rejectUnauthorized: request.verifyTls,
    signal: request.signal,
    setDefaultHeaders: false,
  })
}

async function* bodyOf(response: http.IncomingMessage): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of response) yield chunk as Uint8Array // No encoding was set: chunks are buffers.
  } catch (error) {
    throw failureOf(error)
  } finally {
    response.destroy()
  }
}
