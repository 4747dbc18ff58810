import type { ClientRequest, IncomingMessage } from 'node:http'
import { Agent } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { failureReason } from '@ringback/catalog'
import { ProxyServer } from 'http-proxy'
import { connectFailure, connectTimeout } from '../../forward/connect-failure.ts'
import type { UpstreamTls } from '../../forward/connect.ts'
import type { Context } from '../context.ts'
import { failureAnswer, problemOf, type ErrorAnswer } from '../error-answer.ts'
import { forwardedHeaders } from '../forwarded-headers.ts'
import { forwardedOrigin } from '../forwarded-origin.ts'
import { receive, type ReceivedRequest } from '../received-request.ts'
import { pathClass } from '../../path-class.ts'
import type { RequestSpan } from '../../tracing/tracing.ts'
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

/** The error code of a connection that was given up because it was not open in time. */
const connectTimeoutCode = 'ECONNECT_TIMEOUT'

/** An upgrade that the app is asked for, and how far the connection to the app is. */
interface Asked {
  readonly tunnel: Tunnel
  readonly span: RequestSpan | undefined
  stage: Stage
}

type Tunnels = WeakMap<IncomingMessage, Asked>

/** Upgrades over http-proxy. */
export function createUpgrades(context: Context, tls: UpstreamTls): Upgrades {
  const sockets = new Set<Duplex>()
  const tunnels: Tunnels = new WeakMap()
  const libraries = new Map<URL, ProxyServer>()
  const libraryFor = (app: URL): ProxyServer => {
    const library = libraries.get(app) ?? createLibrary(app, context, tls, tunnels)
    libraries.set(app, library)
    return library
  }

  return {
    handle(request, socket, head) {
      const received = receive(request)
      const origin = forwardedOrigin(received, context.publicUrl, context.trustForwarded)
      const { verdict, error } = judgeUpgrade(received, origin, context)
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      const app = context.directions.byForm(received, '').url
      const span = context.tracing?.begin(received)
      const tunnel = createTunnel(socket, { received, verdict, app, span }, context)
      if (error !== undefined) {
        if (context.signature === 'require') tellRefused(received, { verdict, error }, context)
        tunnel.fail('refused', error)
        return
      }
      const asked: Asked = { tunnel, span, stage: 'connect' }
      tunnels.set(request, asked)
      libraryFor(app).ws(request, socket, head, {}, (failure: NodeJS.ErrnoException) => {
        tunnel.fail('failed', answerOf(failure, asked.stage, app, context))
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

/** How far the connection to the app was when an upgrade failed. */
type Stage = 'connect' | 'tls' | 'open'

function answerOf(
  failure: NodeJS.ErrnoException,
  stage: Stage,
  { origin }: URL,
  { limits }: Context,
): ErrorAnswer {
  if (failure.code === connectTimeoutCode)
    return failureAnswer(connectTimeout(stage === 'tls' ? 'tls' : 'connect', limits.connectTimeoutMs), origin)
  if (stage !== 'open') return failureAnswer(connectFailure(stage, failure), origin)
  const { message, code = '' } = failure
  return code.startsWith('HPE_')
    ? failureAnswer(
        { stage: 'malformed', reason: failureReason(code, 'answer'), message: `${message}.` },
        origin,
      )
    : failureAnswer({ stage: 'no-answer-head', reason: failureReason(code, 'answer'), message }, origin)
}

/** Follows how far the connection of a request to the app is, and gives up on one that is not open in time. */
function followStage(
  outgoing: ClientRequest,
  isTls: boolean,
  limitMs: number,
  reached: (stage: Stage) => void,
): void {
  outgoing.on('socket', (socket) => {
    const giveUp = (): void => {
      socket.destroy(Object.assign(new Error(connectTimeoutCode), { code: connectTimeoutCode }))
    }
    const timer = setTimeout(giveUp, limitMs)
    const opened = (): void => {
      clearTimeout(timer)
      reached('open')
    }
    if (!socket.connecting) opened()
    socket.once('connect', isTls ? () => reached('tls') : opened)
    if (isTls) socket.once('secureConnect', opened)
    socket.once('close', () => clearTimeout(timer))
  })
}

/**
 * The library, with what it changes put back before a request leaves: the target exactly as it came, and the header fields
 * in their order and spelling.
 */
function createLibrary(upstream: URL, context: Context, tls: UpstreamTls, tunnels: Tunnels): ProxyServer {
  const library = new ProxyServer({
    target: upstream,
    preserveHeaderKeyCase: true,
    ...(upstream.protocol === 'https:' && { agent: tlsAgent(upstream, tls) }),
  })
  // Each upgrade hears of its errors through its callback; without a listener the library throws them.
  library.on('error', () => undefined)
  library.on('proxyReqWs', (outgoing, request, socket) => {
    const received = receive(request)
    const origin = forwardedOrigin(received, context.publicUrl, context.trustForwarded)
    const fields = forwardedHeaders(received.headers, origin, true)
    const asked = tunnels.get(request)
    const headers = asked?.span?.headersFor(fields) ?? fields
    restoreHead(outgoing, upstreamTarget(upstream, received.target), headers)
    followStage(outgoing, upstream.protocol === 'https:', context.limits.connectTimeoutMs, (stage) => {
      if (asked !== undefined) asked.stage = stage
    })
    outgoing.on('upgrade', (answer) => {
      answer.headers = spelledHeaders(answer.rawHeaders)
      asked?.tunnel.answered(true, 101)
    })
    outgoing.on('response', (answer) => {
      asked?.tunnel.answered(false, answer.statusCode ?? null)
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
