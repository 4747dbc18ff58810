import type { AnswerSink, Forwarder, Forwarding, ForwardRequest } from './forwarder.ts'
import type { UpstreamTls } from './connect.ts'
import { openConnection, type Connection } from './connection.ts'

export interface SocketForwarderOptions {
  readonly upstream: URL
  readonly tls: UpstreamTls
  readonly connectTimeoutMs: number
}

/** Node's own servers close an idle connection after five seconds; be gone before they are. */
const idleMs = 4000
const maxIdle = 256
/** What is kept of a request's body for a second attempt on a fresh connection. */
const maxRepeatBytes = 64 * 1024

/**
 * A forwarder that writes HTTP/1.1 to the app's socket itself. Node's parser has read the request; what it read
 * is written again in the same order and spelling, and the answer's bytes are handed on as they are.
 */
export function createSocketForwarder(options: SocketForwarderOptions): Forwarder {
  const idle: Connection[] = []
  const open = new Set<Connection>()

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

  const acquire = (): Connection => {
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (connection.usable()) return connection
    }
    return fresh()
  }

  return {
    forward: (request, sink) => forwardOver(acquire(), fresh, request, sink),
    close() {
      for (const connection of open) connection.destroy()
    },
  }
}

function forwardOver(
  first: Connection,
  fresh: () => Connection,
  request: ForwardRequest,
  sink: AnswerSink,
): Forwarding {
  let connection = first
  let sent: Buffer[] | undefined = request.repeatable && first.reused ? [] : undefined
  let sentBytes = 0
  let trailers: readonly string[] | undefined

  let current: AnswerSink = sink
  if (sent !== undefined) {
    current = {
      ...sink,
      fail(failure) {
        if (sent === undefined || connection.answerBegun()) return sink.fail(failure)
        const body = sent
        sent = undefined
        current = sink
        connection = fresh()
        connection.begin(request, sink)
        for (const chunk of body) connection.write(chunk)
        if (trailers !== undefined) connection.end(trailers)
        sink.drain()
      },
    }
  }
  connection.begin(request, current)

  return {
    write(chunk) {
      if (sent !== undefined) {
        sentBytes += chunk.length
        if (sentBytes <= maxRepeatBytes) sent.push(chunk)
        else sent = undefined
      }
      return connection.write(chunk)
    },
    end(fields) {
      trailers = fields
      connection.end(fields)
    },
    resume: () => connection.resume(current),
    abort: () => connection.abandon(current),
  }
}
