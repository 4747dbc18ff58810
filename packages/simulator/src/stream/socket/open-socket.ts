import { WebSocket } from 'ws'
import type { Simulation } from '../../simulation/simulation.ts'
import { createAppSocket, type AppSocket } from './app-socket.ts'
import { socketFailureOf, type SocketFailure } from './socket-failure.ts'
import { socketRouteOf, type SocketRoute } from './socket-route.ts'
import { upgradeHeaders, type SocketProtocol } from './upgrade-headers.ts'

const openTimeoutMs = 5000

/** An open connection, or why there is none. */
export type OpenedSocket =
  | { readonly type: 'open'; readonly socket: AppSocket }
  | { readonly type: 'failed'; readonly failure: SocketFailure }

/** Opens a WebSocket at a wss URL as Twilio does. The clock stops until it is open or has failed. Does not reject. */
export async function openSocket(
  simulation: Simulation,
  protocol: SocketProtocol,
  url: string,
): Promise<OpenedSocket> {
  const route = socketRouteOf(simulation, new URL(url))
  if ('code' in route) return { type: 'failed', failure: { type: 'not-sent', problem: route } }
  const headers = upgradeHeaders(protocol, url, simulation.authToken)
  const release = simulation.clock.hold()
  try {
    const opened = await connect(route, headers)
    const isPlain = opened.type === 'failed' && isTlsFailure(opened.failure)
    if (!isPlain || route.plainUrl === undefined) return opened
    return await connect({ ...route, url: route.plainUrl }, headers)
  } finally {
    release()
  }
}

function isTlsFailure(failure: SocketFailure): boolean {
  return failure.type === 'network' && failure.reason === 'tls-handshake'
}

function connect(route: SocketRoute, headers: Readonly<Record<string, string>>): Promise<OpenedSocket> {
  const socket = new WebSocket(route.url, {
    ...(route.connect !== undefined && { createConnection: route.connect }),
    headers: { ...headers, Host: route.host },
    handshakeTimeout: openTimeoutMs,
    perMessageDeflate: false,
  })
  // Messages may arrive in the same packet as the handshake's answer, so listen before waiting for it.
  const app = createAppSocket(socket)
  return new Promise((resolve) => {
    const fail = (failure: SocketFailure): void => resolve({ type: 'failed', failure })
    socket.once('open', () => resolve({ type: 'open', socket: app }))
    socket.once('error', (error) => fail(socketFailureOf(error)))
    socket.once('unexpected-response', (request, response) => {
      const status = `${response.statusCode ?? ''} ${response.statusMessage ?? ''}`.trim()
      fail({ type: 'refused', message: `the app answered the WebSocket upgrade with ${status}, not 101` })
      request.destroy()
    })
  })
}
