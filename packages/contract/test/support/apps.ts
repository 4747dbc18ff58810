import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { buffer } from 'node:stream/consumers'

export const authToken = 'a-token-for-tests-only'
export const publicUrl = 'https://phone.example.com'

/** A request as it stood on the wire. */
export interface Received {
  readonly method: string
  readonly target: string
  readonly body: string
  readonly headers: IncomingMessage['headers']
}

/** An app that keeps what it gets and answers everything with one document. */
export function keepingApp(document = '<Response><Say>Hello</Say></Response>'): {
  readonly app: RequestListener
  readonly received: Received[]
} {
  const received: Received[] = []
  const app: RequestListener = (request, response) => {
    void buffer(request).then((body) => {
      const { method = '', url: target = '', headers } = request
      received.push({ method, target, headers, body: body.toString() })
      response.writeHead(200, { 'Content-Type': 'text/xml' })
      response.end(document)
    })
  }
  return { app, received }
}

export interface Listening extends AsyncDisposable {
  readonly url: string
}

/** Listens with a handler for whole sockets: for apps that do not speak HTTP properly. */
export async function listenRaw(onConnection: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnection(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return listening((server.address() as AddressInfo).port, async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
}

export async function listen(app: RequestListener): Promise<Listening> {
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return listening((server.address() as AddressInfo).port, async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
}

function listening(port: number, close: () => Promise<void>): Listening {
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close }
}
