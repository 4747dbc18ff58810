import type { Socket } from 'node:net'
import type { Limits } from '../../options.ts'
import { Members } from '@ringback/common'
import type { Caller } from '../callers/caller.ts'
import type { ReceivedRequest } from '../received-request.ts'
import { PlainConnection } from './plain-connection.ts'

/** Reads plain requests from callers' sockets. */
export interface PlainFront {
  accept(socket: Socket): void
  /** Closes the connections on which no request is in flight. */
  closeIdle(): void
  /** Closes every connection. */
  destroy(): void
}

/**
 * The front for what Twilio sends: whole requests with nothing unusual about them. Everything else goes to Node's HTTP
 * server with the bytes read so far, the connection for good.
 */
export function createPlainFront(
  limits: Limits,
  serve: (received: ReceivedRequest, caller: Caller) => unknown,
  handOver: (socket: Socket) => void,
): PlainFront {
  const connections = new Members<PlainConnection>()
  const options = {
    headBytes: Math.min(limits.headerBytes, mostHeadBytes),
    now: () => performance.now(),
    serve,
    handOver(socket: Socket, bytes: Buffer | undefined) {
      if (bytes !== undefined) socket.unshift(bytes)
      handOver(socket)
      socket.resume()
    },
    closed: (connection: PlainConnection) => connections.delete(connection),
  }
  const sweepMs = Math.min(30_000, Math.max(Math.min(limits.headerTimeoutMs, limits.keepAliveMs) / 4, 20))
  let timer: NodeJS.Timeout | undefined

  function sweep(): void {
    const now = performance.now()
    for (const connection of connections.all()) {
      if (!connection.isIdle) continue
      // Node's HTTP server knows how long to wait for a first request.
      if (!connection.hasServed) connection.handOver()
      else if (now - connection.idleSince > limits.keepAliveMs) connection.destroy()
    }
    timer = connections.size > 0 ? setTimeout(sweep, sweepMs).unref() : undefined
  }

  return {
    accept(socket) {
      connections.add(new PlainConnection(socket, options))
      timer ??= setTimeout(sweep, sweepMs).unref()
    },
    closeIdle() {
      for (const connection of connections.all()) if (connection.isIdle) connection.destroy()
    },
    destroy() {
      for (const connection of connections.all()) connection.destroy()
    },
  }
}

/** A longer head is no webhook's. */
const mostHeadBytes = 16 * 1024
