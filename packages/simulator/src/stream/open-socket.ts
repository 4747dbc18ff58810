import { isLoopback } from '@ringback/common'
import type { Duplex } from 'node:stream'
import { headerName, headerValue } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import { WebSocket, type RawData } from 'ws'
import type { Simulation } from '../simulation/simulation.ts'

/** A WebSocket to the app. */
export interface AppSocket {
  readonly send: (message: object) => void
  /** Resolves when the app has received everything sent so far, and its answers have arrived. */
  readonly caughtUp: () => Promise<void>
  readonly onMessage: (listener: (message: Readonly<Record<string, unknown>>) => void) => void
  /** Resolves when the app, or the network, has closed the connection. */
  readonly closed: Promise<void>
  readonly close: () => void
}

const openTimeoutMs = 5000

/**
 * Opens a WebSocket, signed like every request of Twilio. The clock stops until the connection is open. Rejects with
 * the reason when it cannot be opened.
 */
export async function openSocket(simulation: Simulation, url: string): Promise<AppSocket> {
  const target = socketTarget(simulation, url)
  const release = simulation.clock.hold()
  try {
    const socket = new WebSocket(target.url, {
      ...(target.connect !== undefined && { createConnection: target.connect }),
      headers: {
        [headerName.signature]: sign({ url, parameters: [], authToken: simulation.authToken }),
        [headerName.userAgent]: headerValue.userAgent,
      },
      handshakeTimeout: openTimeoutMs,
      perMessageDeflate: false,
    })
    // Messages may arrive in the same packet as the handshake's answer, so listen before waiting for it.
    const app = appSocket(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return app
  } finally {
    release()
  }
}

/** The address of a WebSocket, and the connection when it does not use the network. */
interface SocketTarget {
  readonly url: string
  readonly connect?: () => Duplex
}

function socketTarget(simulation: Simulation, url: string): SocketTarget {
  const { publicUrl, upstreamUrl, allowRemote, connect } = simulation.address
  const base = publicUrl?.replace(/^http/i, 'ws').replace(/\/$/, '')
  const isApp = base !== undefined && url.startsWith(base)
  if (isApp && connect !== undefined) return { url, connect }
  const target =
    isApp && upstreamUrl !== undefined
      ? upstreamUrl.replace(/^http/i, 'ws').replace(/\/$/, '') + url.slice(base.length)
      : url
  if (!URL.canParse(target) || !/^wss?:/i.test(target)) throw new Error(`"${url}" is not a WebSocket URL.`)
  if (!allowRemote && !isLoopback(new URL(target).hostname)) {
    throw new Error(
      `${target} is not on this machine. Set app to the address of your app, or allowRemote: true to connect to other machines.`,
    )
  }
  return { url: target }
}

function appSocket(socket: WebSocket): AppSocket {
  const listeners: ((message: Readonly<Record<string, unknown>>) => void)[] = []
  const early: Readonly<Record<string, unknown>>[] = []
  const closed = Promise.withResolvers<void>()
  socket.on('error', () => closed.resolve())
  socket.on('close', () => closed.resolve())
  socket.on('message', (data) => {
    const message = parsed(data)
    if (message === undefined) return
    if (listeners.length === 0) early.push(message)
    for (const listener of listeners) listener(message)
  })
  return {
    send(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    async caughtUp() {
      if (socket.readyState !== WebSocket.OPEN) return
      const pong = new Promise<void>((resolve) => {
        socket.once('pong', () => resolve())
      })
      socket.ping()
      // A server answers pings in order, so its pong comes after what its handlers sent at once.
      await Promise.race([pong, closed.promise])
    },
    onMessage(listener) {
      listeners.push(listener)
      for (const message of early.splice(0)) listener(message)
    },
    closed: closed.promise,
    close: () => socket.close(),
  }
}

function parsed(data: RawData): Readonly<Record<string, unknown>> | undefined {
  try {
    const message: unknown = JSON.parse(decodeMessage(data))
    // JSON.parse returns an object as a record of unknown values.
    return typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function decodeMessage(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString()
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString()
}
