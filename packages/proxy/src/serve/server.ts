import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { clientErrorAnswer, tellMalformed, type ClientError } from './client-errors.ts'
import { Members } from '@ringback/common'
import type { Context } from './context.ts'
import { malformedAnswer } from './error-answer.ts'
import { handleRequest } from './handle-request.ts'
import { checkIdle, destroyFlight, markMalformed } from './interrupt.ts'
import type { Caller } from './callers/caller.ts'
import { NodeCaller } from './callers/node-caller.ts'
import type { RequestInFlight } from './request-in-flight.ts'
import { createPlainFront } from './plain/plain-front.ts'
import { receive, type ReceivedRequest } from './received-request.ts'
import { isTunnel, type Upgrades } from './upgrade/upgrades.ts'
import { endWithErrorAnswer } from './write-error-answer.ts'

/** The side of the proxy that Twilio talks to. */
export interface FrontServer {
  readonly server: Server
  readonly inFlight: number
  /** Resolves when no request is in flight. */
  settled(): Promise<void>
  /** Closes the connections on which no request is in flight. */
  closeIdleConnections(): void
  /** Tears down everything in flight. */
  destroy(): void
}

/** The requests that are being handled, and on which socket. */
interface InFlight {
  readonly flights: Members<RequestInFlight>
  readonly bySocket: WeakMap<Duplex, RequestInFlight>
}

/**
 * A server that handles every request it can read, and answers those it cannot. Plain requests are carried from socket to
 * socket; a connection on which anything else arrives is Node's HTTP server's from then on.
 */
export function createFrontServer(context: Context, upgrades: Upgrades): FrontServer {
  const inFlight: InFlight = { flights: new Members(), bySocket: new WeakMap() }
  let wake: (() => void) | undefined

  const serve = (received: ReceivedRequest, caller: Caller): RequestInFlight => {
    const flight = handleRequest(received, caller, context, () => {
      inFlight.flights.delete(flight)
      if (inFlight.flights.size === 0) wake?.()
    })
    inFlight.flights.add(flight)
    return flight
  }
  const http = createNodeFront(context, upgrades, inFlight, serve)
  const handOver = (socket: Socket): void => void http.emit('connection', socket)
  const plain = createPlainFront(context.limits, serve, handOver)
  // As Node's HTTP server listens: a caller that has ended its side may still be answered.
  const options = { allowHalfOpen: true, noDelay: true }
  const server = createServer(options, (socket) => {
    if (context.directSockets) plain.accept(socket)
    else handOver(socket)
  })
  limitConnections(server, context)
  const sweep = setInterval(
    () => {
      for (const flight of inFlight.flights.all()) checkIdle(flight)
    },
    Math.max(context.limits.callerIdleMs / 4, 10),
  )
  sweep.unref()
  server.on('close', () => {
    clearInterval(sweep)
    // Ends its own look at its connections; it never listened.
    http.close(() => undefined)
  })

  return {
    server,
    get inFlight() {
      return inFlight.flights.size
    },
    settled: () =>
      new Promise((resolve) => {
        wake = resolve
        if (inFlight.flights.size === 0) resolve()
      }),
    closeIdleConnections() {
      plain.closeIdle()
      http.closeIdleConnections()
    },
    destroy() {
      for (const flight of inFlight.flights.all()) destroyFlight(flight)
      plain.destroy()
      http.closeAllConnections()
    },
  }
}

/** Node's HTTP server, which does not listen: connections are handed to it. */
function createNodeFront(
  context: Context,
  upgrades: Upgrades,
  inFlight: InFlight,
  serve: (received: ReceivedRequest, caller: Caller) => RequestInFlight,
): HttpServer {
  const serveNode = (request: IncomingMessage, response: ServerResponse): void => {
    inFlight.bySocket.set(request.socket, serve(receive(request), new NodeCaller(request, response)))
  }
  const server = createHttpServer(serverOptions(context), serveNode)
  server.on('checkContinue', serveNode)
  server.on('checkExpectation', serveNode)
  handleOddRequests(server, upgrades)
  server.on('clientError', (error: ClientError, socket: Socket) => {
    answerClientError(error, socket, context, inFlight)
  })
  // It looks after the time-outs of its connections from this event on.
  server.emit('listening')
  return server
}

function serverOptions({ limits }: Context): ServerOptions {
  // Newer than the types of Node: says which upgrades go to the `upgrade` event; the others are plain requests.
  const options: ServerOptions & { shouldUpgradeCallback: (request: IncomingMessage) => boolean } = {
    maxHeaderSize: limits.headerBytes,
    shouldUpgradeCallback: isTunnel,
    keepAliveTimeout: limits.keepAliveMs,
    headersTimeout: limits.headerTimeoutMs,
    requestTimeout: Math.max(limits.requestTimeoutMs, limits.headerTimeoutMs),
    connectionsCheckingInterval: Math.min(30_000, Math.max(limits.headerTimeoutMs / 4, 20)),
    noDelay: true,
    // Judged in `decide`, where it can be recorded.
    requireHostHeader: false,
  }
  return options
}

function limitConnections(server: Server, context: Context): void {
  const { limits } = context
  server.maxConnections = limits.connections
  let isFull = false
  server.on('drop', () => {
    if (!isFull) {
      const message = `There are ${limits.connections} connections (limits.connections): further ones are closed.`
      context.emit({ type: 'warning', code: 'connections-full', message })
    }
    isFull = true
  })
  server.on('connection', () => {
    isFull = false
  })
}

/** What is no plain request: CONNECT, and upgrades. */
function handleOddRequests(server: HttpServer, upgrades: Upgrades): void {
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    const message = 'CONNECT is for forward proxies; this is a reverse proxy.'
    endWithErrorAnswer(socket, malformedAnswer(message, 405))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isTunnel(request)) upgrades.handle(request, socket, head)
    else endWithErrorAnswer(socket, malformedAnswer('Only upgrades to WebSocket are forwarded.'))
  })
}

function answerClientError(
  error: ClientError,
  socket: Socket,
  context: Context,
  { flights, bySocket }: InFlight,
): void {
  const answer = clientErrorAnswer(error, socket)
  if (answer === undefined) {
    socket.on('error', () => socket.destroy())
    socket.destroy()
    return
  }
  const flight = bySocket.get(socket)
  if (flight === undefined || !flights.has(flight)) {
    endWithErrorAnswer(socket, answer)
    tellMalformed(error, answer, context)
    return
  }
  if (markMalformed(flight, answer)) endWithErrorAnswer(socket, answer)
  else socket.on('error', () => socket.destroy())
  socket.destroySoon()
}
