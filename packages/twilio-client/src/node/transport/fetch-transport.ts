import type { Transport, TransportRequest, TransportResponse } from './transport.ts'
import { TransportFailure } from './transport-failure.ts'

/** A function from the Fetch standard's request to its response. */
export type FetchHandler = (request: Request) => Response | Promise<Response>

/** Calls a fetch handler (`hono.fetch` and the like) with the public URL. */
export function fetchTransport(handler: FetchHandler): Transport {
  return {
    inProcess: true,
    send: (request) => callHandler(handler, request),
    close: () => Promise.resolve(),
  }
}

async function callHandler(handler: FetchHandler, request: TransportRequest): Promise<TransportResponse> {
  const response = await within(request, () => handler(requestOf(request)))
  return { status: response.status, headers: [...response.headers], body: bodyOf(response, request) }
}

function requestOf(request: TransportRequest): Request {
  const headers = new Headers()
  for (const [name, value] of request.headers) headers.append(name, value)
  const body = request.body.length > 0 ? new Uint8Array(request.body) : null
  return new Request(request.publicUrl, { method: request.method, headers, body, signal: request.signal })
}

async function* bodyOf(response: Response, request: TransportRequest): AsyncIterable<Uint8Array> {
  if (response.body === null) return
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await within(request, () => reader.read())
      if (done) return
      yield value
    }
  } finally {
    // The answer may never end, so an error while cancelling its source is ignored.
    reader.cancel().catch(() => {})
  }
}

/** The result of `work`, unless the app throws, the time-out is reached, or the request is aborted. */
function within<Value>(request: TransportRequest, work: () => Value | Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new TransportFailure('no-answer-in-time', `no data within ${request.readTimeoutMs} ms`))
    }, request.readTimeoutMs)
    const onAbort = (): void => {
      reject(new TransportFailure('aborted', 'the request was aborted'))
    }
    request.signal.addEventListener('abort', onAbort)
    const settled = (): void => {
      clearTimeout(timer)
      request.signal.removeEventListener('abort', onAbort)
    }
    Promise.resolve()
      .then(work)
      .then(resolve, (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        reject(new TransportFailure('app-threw', `the app threw: ${message}`, { cause: error }))
      })
      .finally(settled)
  })
}
