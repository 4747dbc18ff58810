import { Buffer } from 'node:buffer'
import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { createChunkQueue } from './chunk-queue.ts'
import { MemorySocket } from './memory-socket.ts'
import { createResponseReader } from './response-reader.ts'
import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { failureOf, TransportFailure } from './transport-failure.ts'

/**
 * Calls a node listener, an express app or a connect app with Node's own request and response objects. No
 * port is opened and nothing is mocked: the answer is what `ServerResponse` writes, byte for byte.
 */
export function listenerTransport(listener: RequestListener): Transport {
  return {
    inProcess: true,
    send: (request) => callListener(listener, request),
    close: () => Promise.resolve(),
  }
}

// oxlint-disable-next-line max-lines-per-function -- one exchange: the socket, the reader and the timer share its state
function callListener(listener: RequestListener, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const chunks = createChunkQueue()
    let isWhole = false
    const reader = createResponseReader(request.method, {
      head: ({ status, headers }) => resolve({ status, headers, body: chunks.read(close) }),
      data: chunks.push,
      end: (whole) => {
        isWhole = whole
        chunks.close(whole ? undefined : cutShort())
      },
    })
    const socket = new MemorySocket(request.publicUrl.startsWith('https:'), {
      write(chunk, done) {
        readTimer.refresh()
        reader.write(chunk)
        chunks.whenTaken(done)
      },
      end: reader.end,
      destroyed() {
        reader.end()
        if (!isWhole) fail(cutShort())
      },
    })
    const readTimer = setTimeout(() => {
      fail(new TransportFailure('no-answer-in-time', `no data within ${request.readTimeoutMs} ms`))
    }, request.readTimeoutMs)

    function close(): void {
      clearTimeout(readTimer)
      request.signal.removeEventListener('abort', onAbort)
      socket.destroy()
    }
    function fail(error: unknown): void {
      const failure = failureOf(error)
      reject(failure)
      chunks.close(failure)
      close()
    }
    function onAbort(): void {
      fail(new TransportFailure('aborted', 'the request was aborted'))
    }
    request.signal.addEventListener('abort', onAbort)

    const incoming = incomingOf(request, socket)
    const response = new ServerResponse(incoming)
    response.shouldKeepAlive = false
    // The Date header is not part of the app's answer, so recordings in virtual time stay the same.
    response.sendDate = false
    response.assignSocket(asSocket(socket))
    response.on('finish', () => {
      clearTimeout(readTimer)
      reader.end()
    })
    start(listener, incoming, response, fail)
  })
}

function start(
  listener: RequestListener,
  incoming: IncomingMessage,
  response: ServerResponse,
  fail: (error: unknown) => void,
): void {
  const failed = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error)
    fail(new TransportFailure('app-threw', `the app threw: ${message}`, { cause: error }))
  }
  try {
    const returned: unknown = listener(incoming, response)
    if (returned instanceof Promise) returned.catch(failed)
  } catch (error) {
    failed(error)
  }
}

function incomingOf(request: TransportRequest, socket: MemorySocket): IncomingMessage {
  const incoming = new IncomingMessage(asSocket(socket))
  incoming.method = request.method
  incoming.url = request.target
  incoming.httpVersion = '1.1'
  incoming.httpVersionMajor = 1
  incoming.httpVersionMinor = 1
  incoming.rawHeaders = request.headers.flat()
  for (const [name, value] of request.headers) incoming.headers[name.toLowerCase()] = value
  if (request.body.length > 0) incoming.push(Buffer.from(request.body))
  incoming.complete = true
  incoming.push(null)
  return incoming
}

/** Node's types ask for a `net.Socket`; a stream with its addresses is all that its HTTP classes use. */
function asSocket(socket: MemorySocket): Socket {
  return socket as unknown as Socket
}

function cutShort(): TransportFailure {
  return new TransportFailure(
    'answer-cut-short',
    'the app closed the connection before its answer was complete',
  )
}
