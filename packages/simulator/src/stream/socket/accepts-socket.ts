import type { SocketProtocol } from '@ringback/recording'
import type { AppAddress } from '../../simulation/app-address.ts'
import { connectAsNeeded } from './open-socket.ts'
import { socketRouteOf } from './socket-route.ts'
import type { SocketTap } from './tap-socket.ts'
import { requestedSocketUrl } from './socket-url.ts'
import { signatureOf, upgradeHeaders } from './upgrade-headers.ts'

/** Milliseconds in which an app closes what it did not mean to open. */
const secondThoughtsMs = 300
/** Nothing is recorded. */
const noTap: SocketTap = { sent: () => {}, received: () => {}, ended: () => {} }

/** A WebSocket as the TwiML of an app asks for it. */
export interface WantedSocket {
  readonly protocol: SocketProtocol
  /** The URL as the TwiML has it. */
  readonly url: string
  /** In place of the right signature; null: no signature at all. */
  readonly signature?: string | null
}

/**
 * Whether an app accepts a WebSocket, and keeps it open for a moment. Nothing is sent on it, and it is closed again. False also where
 * ringback does not connect. Takes real time. Does not reject.
 */
export async function acceptsSocket(
  address: AppAddress,
  authToken: string,
  { protocol, url, signature }: WantedSocket,
): Promise<boolean> {
  const requested = requestedSocketUrl(url, protocol === 'conversation-relay')
  if (requested === undefined) return false
  const sent = signature === undefined ? signatureOf(requested, authToken) : signature
  const route = socketRouteOf(address, new URL(requested))
  if ('code' in route) return false
  const socket = await connectAsNeeded(route, upgradeHeaders(protocol, sent), noTap)
  if (!('onFrame' in socket)) return false
  await socket.caughtUp()
  const isOpen = await staysOpen(socket.closed)
  socket.close(1000)
  return isOpen
}

async function staysOpen(closed: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(true), secondThoughtsMs)
  const isOpen = await Promise.race([promise, closed.then(() => false)])
  clearTimeout(timer)
  return isOpen
}
