import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'

type Message = Readonly<Record<string, unknown>>

/** A WebSocket app, as far as a test looks at it. */
export interface SocketApp {
  /** `wss://127.0.0.1:<port>`. */
  readonly origin: string
  /** What Twilio sent, over all connections. */
  readonly messages: Message[]
  readonly upgrades: { readonly url: string; readonly headers: IncomingHttpHeaders }[]
  /** Called with every connection, after the test's own listeners. */
  onSocket?: (socket: WebSocket) => void
  readonly closes: { readonly code: number; readonly reason: string }[]
}

/** The app's side of a connection. */
export interface AppSide {
  readonly socket: WebSocket
  readonly send: (message: object | string) => void
  /** The connection under the WebSocket. */
  readonly tcp: Duplex
}

/**
 * Starts an app that does as `react` says, for every message. `refuse` answers upgrades in place of it; those that it does not
 * accept get 403.
 */
export async function socketApp(
  react: (message: Message, side: AppSide) => void = () => {},
  refuse?: (tcp: Duplex) => void,
  accepts: (upgrade: SocketApp['upgrades'][number]) => boolean = () => true,
): Promise<SocketApp> {
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true })
  const app: SocketApp = { origin: '', messages: [], upgrades: [], closes: [] }
  server.on('upgrade', (request, tcp: Duplex, head) => {
    const upgrade = { url: request.url ?? '', headers: request.headers }
    app.upgrades.push(upgrade)
    if (!accepts(upgrade)) {
      tcp.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    if (refuse !== undefined) {
      refuse(tcp)
      return
    }
    sockets.handleUpgrade(request, tcp, head, (socket) => {
      const send = (message: object | string): void =>
        socket.send(typeof message === 'string' ? message : JSON.stringify(message))
      socket.on('message', (data) => {
        const message = JSON.parse((data as Buffer).toString()) as Message
        app.messages.push(message)
        react(message, { socket, send, tcp })
      })
      socket.on('close', (code, reason) => app.closes.push({ code, reason: reason.toString() }))
      socket.on('error', () => {})
      app.onSocket?.(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(app, { origin: `wss://127.0.0.1:${port}` })
}

/** The messages of one kind: of an `event` or a `type`. */
export function ofKind(messages: readonly Message[], kind: string): readonly Message[] {
  return messages.filter((message) => (message['event'] ?? message['type']) === kind)
}
