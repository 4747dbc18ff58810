import type { IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { failureReason } from '@ringback/catalog'
import { ProxyServer } from 'http-proxy'
import type { UpstreamTls } from '../../forward/connect.ts'
import type { Context } from '../context.ts'
import { failureAnswer, problemOf, type ErrorAnswer } from '../error-answer.ts'
import { forwardedHeaders } from '../forwarded-headers.ts'
import { forwardedOrigin } from '../forwarded-origin.ts'
import { receive, type ReceivedRequest } from '../received-request.ts'
import { pathClass } from '../../path-class.ts'
import { upstreamTarget } from '../upstream-target.ts'
import { judgeUpgrade, type UpgradeJudgement } from './judge-upgrade.ts'
import { restoreHead, spelledHeaders } from './restore-head.ts'
import { createTunnel, type Tunnel } from './tunnel.ts'

/** Forwards WebSocket upgrades (Media Streams, ConversationRelay) to the app. */
export interface Upgrades {
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Closes every tunnel. */
  close(): void
}

/** Whether a request is an upgrade that goes through a tunnel; any other one is handled as a plain request. */
export function isTunnel(request: IncomingMessage): boolean {
  return request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket'
}

/** Upgrades over http-proxy. */
export function createUpgrades(context: Context, tls: UpstreamTls): Upgrades {
  const { upstream } = context
  const sockets = new Set<Duplex>()
  const tunnels = new WeakMap<IncomingMessage, Tunnel>()
  const library = createLibrary(context, tls, tunnels)

  return {
    handle(request, socket, head) {
      const received = receive(request)
      const origin = forwardedOrigin(received, context.publicUrl, context.trustForwarded)
      const { verdict, error } = judgeUpgrade(received, origin, context)
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      const tunnel = createTunnel(socket, received, verdict, context)
      if (error !== undefined) {
        if (context.signature === 'require') tellRefused(received, { verdict, error }, context)
        tunnel.fail('refused', error)
        return
      }
      tunnels.set(request, tunnel)
      library.ws(request, socket, head, {}, (failure: NodeJS.ErrnoException) => {
        tunnel.fail('failed', answerOf(failure, upstream))
      })
    },
    close() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

function tellRefused(
  { method, target }: ReceivedRequest,
  { verdict, error }: Required<UpgradeJudgement>,
  context: Context,
): void {
  const path = pathClass(target)
  const problem = problemOf(error)
  context.refused({ method, path, bodyBytes: 0, status: error.status, verdict, problem })
}

function answerOf(failure: NodeJS.ErrnoException, { origin }: URL): ErrorAnswer {
  const reason = failureReason(failure.code, 'connect')
  return failureAnswer({ stage: 'connect', reason, message: failure.message }, origin)
}

/**
 * The library, with what it changes put back before a request leaves: the target exactly as it came, and the header fields
 * in their order and spelling.
 */
function createLibrary(
  context: Context,
  tls: UpstreamTls,
  tunnels: WeakMap<IncomingMessage, Tunnel>,
): ProxyServer {
  const { upstream } = context
  const library = new ProxyServer({
    target: upstream,
    preserveHeaderKeyCase: true,
    connectTimeout: context.limits.connectTimeoutMs,
    ...(upstream.protocol === 'https:' && { agent: tlsAgent(upstream, tls) }),
  })
  // Each upgrade hears of its errors through its callback; without a listener the library throws them.
  library.on('error', () => undefined)
  library.on('proxyReqWs', (outgoing, request, socket) => {
    const received = receive(request)
    const origin = forwardedOrigin(received, context.publicUrl, context.trustForwarded)
    const headers = forwardedHeaders(received.headers, origin, true)
    restoreHead(outgoing, upstreamTarget(upstream, received.target), headers)
    outgoing.on('upgrade', (answer) => {
      answer.headers = spelledHeaders(answer.rawHeaders)
      tunnels.get(request)?.answered(true)
    })
    outgoing.on('response', (answer) => {
      tunnels.get(request)?.answered(false)
      passWhatIsRead(answer, socket)
    })
    socket.on('close', () => outgoing.destroy())
  })
  return library
}

/** The library writes the answer that refuses an upgrade whether it is read or not, and waits for ever when it is cut. */
function passWhatIsRead(answer: IncomingMessage, socket: Duplex): void {
  answer.on('data', () => {
    if (!socket.writableNeedDrain || answer.isPaused()) return
    answer.pause()
    socket.once('drain', () => answer.resume())
  })
  answer.on('close', () => {
    if (!answer.complete) socket.destroy()
  })
}

/** The library passes only some TLS options on, and takes the server's name from the Host field; an agent decides both. */
function tlsAgent(upstream: URL, tls: UpstreamTls): Agent {
  const host = upstream.hostname.replaceAll(/^\[|\]$/g, '')
  return new Agent({ servername: isIP(host) === 0 ? host : '', ...tls })
}
