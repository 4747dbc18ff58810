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
import { handleRequest, type RequestHandle } from './handle-request.ts'
import { createNodeCaller } from './node-caller.ts'
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
  readonly handles: Set<RequestHandle>
  readonly bySocket: WeakMap<Duplex, RequestHandle>
}

/** A server that handles every request it can read, and answers those it cannot. */
export function createFrontServer(context: Context, upgrades: Upgrades): FrontServer {
  const inFlight: InFlight = { handles: new Set(), bySocket: new WeakMap() }
  let wake: (() => void) | undefined

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const handle = handleRequest(receive(request), createNodeCaller(request, response), context, () => {
      inFlight.handles.delete(handle)
      if (inFlight.handles.size === 0) wake?.()
    })
    inFlight.handles.add(handle)
    inFlight.bySocket.set(request.socket, handle)
  }

  const server = createServer(serverOptions(context), serve)
  server.on('checkContinue', serve)
  server.on('checkExpectation', serve)
  limitConnections(server, context, inFlight)
  handleOddRequests(server, upgrades)
  server.on('clientError', (error: ClientError, socket: Socket) => {
    answerClientError(error, socket, context, inFlight)
  })

  return {
    server,
    get inFlight() {
      return inFlight.handles.size
    },
    settled: () =>
      new Promise((resolve) => {
        wake = resolve
        if (inFlight.handles.size === 0) resolve()
      }),
    destroy() {
      for (const handle of inFlight.handles) handle.destroy()
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

function limitConnections(server: Server, context: Context, inFlight: InFlight): void {
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
  server.setTimeout(limits.callerIdleMs, (socket) => {
    const handle = inFlight.bySocket.get(socket)
    if (handle !== undefined && inFlight.handles.has(handle)) handle.idle()
    else socket.destroy()
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
  { handles, bySocket }: InFlight,
): void {
  const answer = clientErrorAnswer(error, socket)
  if (answer === undefined) {
    socket.on('error', () => socket.destroy())
    socket.destroy()
    return
  }
  const handle = bySocket.get(socket)
  if (handle === undefined || !handles.has(handle)) {
    endWithErrorAnswer(socket, answer)
    tellMalformed(error, answer, context)
    return
  }
  if (handle.malformed(answer)) endWithErrorAnswer(socket, answer)
  else socket.on('error', () => socket.destroy())
  socket.destroySoon()
}
