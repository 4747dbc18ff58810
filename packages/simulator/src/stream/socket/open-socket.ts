import { socketSource, type Exchange, type Problem, type SocketProtocol } from '@ringback/recording'
import { WebSocket } from 'ws'
import type { Leg } from '../../legs/leg.ts'
import { emit, type Simulation } from '../../simulation/simulation.ts'
import { version } from '../../version.ts'
import { createAppSocket, type AppSocket } from './app-socket.ts'
import { socketFailureOf, type SocketFailure } from './socket-failure.ts'
import { createSocketRecorder, type SocketRecorder } from './socket-recorder.ts'
import { tapArrivals, tapSending, type SocketTap } from './tap-socket.ts'
import { socketRouteOf, type SocketRoute } from './socket-route.ts'
import { signatureOf, upgradeHeaders } from './upgrade-headers.ts'

const openTimeoutMs = 5000

/** A connection with what is written down of it. */
export interface OpenSocket {
  readonly socket: AppSocket
  readonly recorder: SocketRecorder
}

/** A WebSocket that Twilio opens for a leg. */
export interface SocketRequest {
  readonly protocol: SocketProtocol
  readonly url: string
  /** The StreamSid or the SessionId. */
  readonly sid: string
  /** What Twilio logs of a failure. */
  readonly problemOf: (failure: SocketFailure) => Problem
}

/**
 * Opens a WebSocket at a wss URL as Twilio does, or returns why there is none. The clock stops until it is open or has
 * failed. Does not reject. Emits `socket` when it is closed, or was not opened.
 */
export async function openSocket(
  simulation: Simulation,
  leg: Leg,
  request: SocketRequest,
): Promise<OpenSocket | Problem> {
  const { clock, authToken, nextExchangeId } = simulation
  const { protocol, url, sid } = request
  const route = socketRouteOf(simulation.address, new URL(url))
  if ('code' in route) return route
  const headers = upgradeHeaders(protocol, signatureOf(url, authToken))
  const startedAt = clock.now()
  const id = nextExchangeId(startedAt)
  const report = (result: Pick<Exchange, 'response' | 'problem' | 'socket'>): void =>
    emit(simulation, leg, {
      type: 'socket',
      exchange: {
        id,
        kind: null,
        callSid: leg.sid,
        parentCallSid: leg.parent?.sid ?? null,
        startedAt: new Date(startedAt).toISOString(),
        durationMs: clock.now() - startedAt,
        request: {
          method: 'GET',
          url,
          headers: [['Host', route.host], ...Object.entries(headers)],
          body: { text: '' },
        },
        signature: 'valid',
        provenance: { recorder: simulation.recorder, version, source: socketSource },
        ...result,
      },
    })
  const release = clock.hold()
  try {
    const recorder = createSocketRecorder(protocol, sid, clock.now)
    const opened = await connectAsNeeded(route, headers, {
      ...recorder,
      ended: (closing) => report({ response: answerOf(101), problem: null, socket: recorder.close(closing) }),
    })
    if ('onFrame' in opened) return { socket: opened, recorder }
    const problem = request.problemOf(opened)
    report({ response: answerOf('status' in opened ? opened.status : undefined), problem })
    return problem
  } finally {
    release()
  }
}

function answerOf(status: number | undefined): Exchange['response'] {
  return status === undefined ? null : { status, headers: [], body: { text: '' } }
}

/** Opens a WebSocket in real time, or returns why not. What is on this machine need not speak TLS. Does not reject. */
export async function connectAsNeeded(
  route: SocketRoute,
  headers: Readonly<Record<string, string>>,
  tap: SocketTap,
): Promise<AppSocket | SocketFailure> {
  const opened = await connect(route, headers, tap)
  const isPlain = 'type' in opened && opened.type === 'network' && opened.reason === 'tls-handshake'
  if (!isPlain || route.plainUrl === undefined) return opened
  return connect({ ...route, url: route.plainUrl }, headers, tap)
}

function connect(
  route: SocketRoute,
  headers: Readonly<Record<string, string>>,
  tap: SocketTap,
): Promise<AppSocket | SocketFailure> {
  const socket = new WebSocket(route.url, {
    ...(route.connect !== undefined && { createConnection: route.connect }),
    headers: { ...headers, Host: route.host },
    handshakeTimeout: openTimeoutMs,
    perMessageDeflate: false,
  })
  // Before it is open it cannot end, and it ends once.
  let isOpen = false
  const whileOpen: SocketTap = {
    ...tap,
    ended(closing) {
      if (isOpen) tap.ended(closing)
      isOpen = false
    },
  }
  // Messages may arrive in the same packet as the handshake's answer, so listen before waiting for it.
  tapArrivals(socket, whileOpen)
  const app = tapSending(createAppSocket(socket), socket, whileOpen)
  return new Promise((resolve) => {
    socket.once('open', () => {
      isOpen = true
      resolve(app)
    })
    socket.once('error', (error) => resolve(socketFailureOf(error)))
    socket.once('unexpected-response', (sent, { statusCode = 0, statusMessage = '' }) => {
      const status = `${statusCode} ${statusMessage}`.trim()
      const message = `the app answered the WebSocket upgrade with ${status}, not 101`
      resolve({ type: 'refused', message, status: statusCode })
      sent.destroy()
    })
  })
}
