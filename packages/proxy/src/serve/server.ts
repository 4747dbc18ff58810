import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { clientErrorAnswer, tellMalformed, type ClientError } from './client-errors.ts'
import type { Context } from './context.ts'
import { malformedAnswer } from './error-answer.ts'
import { handleRequest } from './handle-request.ts'
import { checkIdle, destroyFlight, markMalformed } from './interrupt.ts'
import type { RequestInFlight } from './request-in-flight.ts'
import { NodeCaller } from './node-caller.ts'
import { receive } from './received-request.ts'
import { isTunnel, type Upgrades } from './upgrade/upgrades.ts'
import { endWithErrorAnswer } from './write-error-answer.ts'

/** The side of the proxy that Twilio talks to. */
export interface FrontServer {
  readonly server: Server
  readonly inFlight: number
  /** Resolves when no request is in flight. */
  settled(): Promise<void>
  /** Tears down everything in flight. */
  destroy(): void
}

/** The requests that are being handled, and on which socket. */
interface InFlight {
  readonly flights: Set<RequestInFlight>
  readonly bySocket: WeakMap<Duplex, RequestInFlight>
}

/** A server that flights every request it can read, and answers those it cannot. */
export function createFrontServer(context: Context, upgrades: Upgrades): FrontServer {
  const inFlight: InFlight = { flights: new Set(), bySocket: new WeakMap() }
  let wake: (() => void) | undefined

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const flight = handleRequest(receive(request), new NodeCaller(request, response), context, () => {
      inFlight.flights.delete(flight)
      if (inFlight.flights.size === 0) wake?.()
    })
    inFlight.flights.add(flight)
    inFlight.bySocket.set(request.socket, flight)
  }

  const server = createServer(serverOptions(context), serve)
  server.on('checkContinue', serve)
  server.on('checkExpectation', serve)
  limitConnections(server, context)
  const sweep = setInterval(
    () => {
      for (const flight of inFlight.flights) checkIdle(flight)
    },
    Math.max(context.limits.callerIdleMs / 4, 10),
  )
  sweep.unref()
  server.on('close', () => clearInterval(sweep))
  handleOddRequests(server, upgrades)
  server.on('clientError', (error: ClientError, socket: Socket) => {
    answerClientError(error, socket, context, inFlight)
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
    destroy() {
      for (const flight of inFlight.flights) destroyFlight(flight)
      server.closeAllConnections()
    },
  }
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
function handleOddRequests(server: Server, upgrades: Upgrades): void {
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
