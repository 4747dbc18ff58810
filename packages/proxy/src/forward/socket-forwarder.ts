import type { UpstreamTls } from './connect.ts'
import { Members } from '@ringback/common'
import { openConnection, type Connection } from './connection.ts'
import type { AnswerSink, Forwarder, Forwarding, ForwardRequest, RawHeaders } from './forwarder.ts'

export interface SocketForwarderOptions {
  readonly upstream: URL
  readonly tls: UpstreamTls
  readonly connectTimeoutMs: number
}

/** How long a connection is reused when the app does not say how long it keeps an idle one; servers keep 2 s and more. */
const idleMs = 1000
/** From here on an idle connection is only used after the event loop has had the chance to see that the app closed it. */
const doubtfulMs = 20
const maxIdle = 256

/**
 * A forwarder that writes HTTP/1.1 to the app's socket itself. Node's parser has read the request; what it read
 * is written again in the same order and spelling, and the answer's bytes are handed on as they are. No request is sent
 * twice: the app may have processed it though its answer never came.
 */
export function createSocketForwarder(options: SocketForwarderOptions): Forwarder {
  const idle: Connection[] = []
  const open = new Members<Connection>()

  const release = (connection: Connection): void => {
    if (idle.length < maxIdle) idle.push(connection)
    else connection.destroy()
  }

  const fresh = (): Connection => {
    const connection = openConnection({
      ...options,
      idleMs,
      onIdle: release,
      onClose(closed) {
        open.delete(closed)
        const at = idle.indexOf(closed)
        if (at >= 0) idle.splice(at, 1)
      },
    })
    open.add(connection)
    return connection
  }

  const acquireIdle = (): Connection | undefined => {
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (connection.usable()) return connection
      connection.destroy()
    }
    return undefined
  }

  return {
    forward(request, sink) {
      const connection = acquireIdle()
      if (connection === undefined) return forwardNow(fresh(), request, sink)
      if (connection.idleFor() < doubtfulMs) return forwardNow(connection, request, sink)
      return forwardWhenSure(connection, fresh, request, sink)
    },
    close() {
      for (const connection of open.all()) connection.destroy()
    },
  }
}

function forwardNow(connection: Connection, request: ForwardRequest, sink: AnswerSink): Forwarding {
  connection.begin(request, sink)
  return new ConnectionForwarding(connection, sink)
}

/** A class, because there is one for every request. */
class ConnectionForwarding implements Forwarding {
  readonly #connection: Connection
  readonly #sink: AnswerSink

  constructor(connection: Connection, sink: AnswerSink) {
    this.#connection = connection
    this.#sink = sink
  }

  write(chunk: Buffer): boolean {
    return this.#connection.write(chunk)
  }

  end(trailers: RawHeaders): void {
    this.#connection.end(trailers)
  }

  resume(): void {
    this.#connection.resume(this.#sink)
  }

  abort(): void {
    this.#connection.abandon(this.#sink)
  }
}

/**
 * Waits until the events that have already happened were seen, among them that the app closed the connection, and takes a
 * fresh one in that case. Nothing has been sent by then.
 */
function forwardWhenSure(
  doubtful: Connection,
  fresh: () => Connection,
  request: ForwardRequest,
  sink: AnswerSink,
): Forwarding {
  let forwarding: Forwarding | undefined
  let waiting: ((forwarding: Forwarding) => void)[] = []
  const timer = setImmediate(() => {
    const connection = doubtful.usable() ? doubtful : fresh()
    forwarding = forwardNow(connection, request, sink)
    for (const step of waiting) step(forwarding)
    waiting = []
  })
  const after = (step: (forwarding: Forwarding) => void): void => {
    if (forwarding === undefined) waiting.push(step)
    else step(forwarding)
  }
  return {
    write(chunk) {
      if (forwarding !== undefined) return forwarding.write(chunk)
      waiting.push((started) => started.write(chunk))
      return true
    },
    end: (trailers) => after((started) => started.end(trailers)),
    resume: () => forwarding?.resume(),
    abort() {
      if (forwarding !== undefined) forwarding.abort()
      else {
        clearImmediate(timer)
        doubtful.destroy()
      }
    },
  }
}
