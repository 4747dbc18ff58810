import type { TransportRequest } from './transport.ts'

type Constructor = new (url: string, init: RequestInit, signal: AbortSignal) => Request

/**
 * The Fetch standard's request for a webhook. Its `signal`, and that of its clones, is the one of the transport; a
 * request that the app makes out of it has a signal of its own.
 */
export function fetchRequest({ method, headers, body, publicUrl, signal }: TransportRequest): Request {
  const init = {
    method,
    // The constructor copies it.
    body: body.length > 0 ? (body as Uint8Array<ArrayBuffer>) : null,
  }
  const request = new (requestClass())(publicUrl, init, signal)
  // One by one they take two thirds of the time that the constructor takes for a list of pairs.
  for (const pair of headers) request.headers.append(pair[0], pair[1])
  return request
}

let base: typeof Request | undefined
let made: Constructor | undefined

/** A subclass of the global `Request`, which a server framework may replace at any time. */
function requestClass(): Constructor {
  if (made !== undefined && base === Request) return made
  base = Request
  made = subclassOf(Request)
  return made
}

/**
 * A signal that is given to the constructor costs as much as the rest of the request, and keeps it in memory up to the
 * next full collection: Node registers it for finalization. Most apps never look at it.
 */
function subclassOf(parent: typeof Request): Constructor {
  class SignalledRequest extends parent {
    readonly #given: AbortSignal

    constructor(url: string, init: RequestInit, signal: AbortSignal) {
      super(url, init)
      this.#given = signal
    }

    static signalOf(request: SignalledRequest): AbortSignal {
      return request.#given
    }
  }
  const { prototype } = SignalledRequest
  // Node's types have both as properties of the instance, which a class cannot override.
  Object.defineProperty(prototype, 'signal', {
    get(this: SignalledRequest) {
      return SignalledRequest.signalOf(this)
    },
  })
  Object.defineProperty(prototype, 'clone', {
    value(this: SignalledRequest) {
      return new parent(parent.prototype.clone.call(this), { signal: this.signal })
    },
  })
  return SignalledRequest
}
