import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { rawValueOf } from '../forward/raw-headers.ts'
import { createBodyTee } from '../record/body-tee.ts'
import { carry, type Carriage } from './carry.ts'
import { headOfMalformed, troubleOfClientError, type ClientError } from './client-errors.ts'
import type { Context } from './context.ts'
import { troubleBytes } from './plain-answer.ts'
import { malformedTrouble, problemOf, type Trouble } from './problems.ts'
import { isTunnel, type Upgrades } from './upgrades.ts'

/** The side of the proxy that Twilio talks to. */
export interface FrontServer {
  readonly server: Server
  readonly inFlight: number
  /** Resolves when no request is in flight. */
  settled(): Promise<void>
  /** Tears down everything in flight. */
  destroy(): void
}

const maxHeaderSize = 64 * 1024

/** A server that carries every request it can read, and answers those it cannot. */
export function createFrontServer(context: Context, upgrades: Upgrades): FrontServer {
  const carriages = new Set<Carriage>()
  const bySocket = new WeakMap<Duplex, Carriage>()
  let wake: (() => void) | undefined

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const carriage = carry(request, response, context, () => {
      carriages.delete(carriage)
      if (carriages.size === 0) wake?.()
    })
    carriages.add(carriage)
    bySocket.set(request.socket, carriage)
  }

  // Newer than the types of Node: says which upgrades go to the `upgrade` event; the others are plain requests.
  const options: ServerOptions & { shouldUpgradeCallback: (request: IncomingMessage) => boolean } = {
    maxHeaderSize,
    shouldUpgradeCallback: isTunnel,
    keepAliveTimeout: 65_000,
    noDelay: true,
    // Judged in `carry`, where it can be recorded.
    requireHostHeader: false,
  }
  const server = createServer(options, serve)
  server.on('checkContinue', serve)
  server.on('checkExpectation', serve)
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy())
    socket.end(
      troubleBytes(malformedTrouble('CONNECT is for forward proxies; this is a reverse proxy.', 405)),
    )
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isTunnel(request)) upgrades.carry(request, socket, head)
    else {
      socket.on('error', () => socket.destroy())
      socket.end(troubleBytes(malformedTrouble('Only upgrades to WebSocket are carried.')))
    }
  })
  server.on('clientError', (error: ClientError, socket: Socket) => {
    socket.on('error', () => socket.destroy())
    const trouble = troubleOfClientError(error, socket)
    if (trouble === undefined) {
      socket.destroy()
      return
    }
    const carriage = bySocket.get(socket)
    if (carriage !== undefined && carriages.has(carriage)) {
      if (carriage.malformed(trouble)) socket.end(troubleBytes(trouble))
      socket.destroySoon()
      return
    }
    socket.end(troubleBytes(trouble))
    observeMalformed(error, trouble, context)
  })

  return {
    server,
    get inFlight() {
      return carriages.size
    },
    settled: () =>
      new Promise((resolve) => {
        wake = resolve
        if (carriages.size === 0) resolve()
      }),
    destroy() {
      for (const carriage of carriages) carriage.destroy()
      server.closeAllConnections()
    },
  }
}

/** Keeps what can be read of a request that Node's parser refused, without its body. */
function observeMalformed(error: ClientError, trouble: Trouble, context: Context): void {
  const { method, target, headers } = headOfMalformed(error.rawPacket)
  const origin = context.publicUrl?.origin ?? `http://${rawValueOf(headers, 'host') ?? 'unknown'}`
  context.observe({
    id: context.newId(),
    startedAt: context.clock.now(),
    durationMs: 0,
    method,
    url: `${origin}${target}`,
    headers,
    body: createBodyTee(0),
    answer: null,
    problem: problemOf(trouble),
    verdict: 'unchecked',
  })
}
