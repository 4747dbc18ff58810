import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Duplex } from 'node:stream'

/** A request as Node's HTTP server hands it out. */
export interface ServedRequest {
  readonly event: 'request' | 'upgrade' | 'connect' | 'checkContinue' | 'checkExpectation' | 'clientError'
  readonly method: string | undefined
  readonly target: string | undefined
  readonly version: string
  readonly headers: readonly string[]
  readonly body: string
  readonly keepAlive: boolean
}

/** What Node's HTTP server reads of each of these, each on a connection of its own that ends after them. */
export async function readWithServer(
  all: readonly Buffer[],
  maxHeaderSize: number,
): Promise<readonly (readonly ServedRequest[])[]> {
  const server = createServer({ maxHeaderSize, requireHostHeader: false })
  const served = new Map<unknown, ServedRequest[]>()
  const take =
    (event: ServedRequest['event']) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      const body: Buffer[] = []
      request.on('data', (chunk: Buffer) => body.push(chunk))
      request.on('end', () => {
        served.get(request.socket)?.push({
          event,
          method: request.method,
          target: request.url,
          version: request.httpVersion,
          headers: request.rawHeaders,
          body: Buffer.concat(body).toString('latin1'),
          keepAlive: response.shouldKeepAlive,
        })
        response.end()
      })
    }
  for (const event of ['request', 'checkContinue', 'checkExpectation'] as const) server.on(event, take(event))
  const results = await Promise.all(
    all.map((bytes) => {
      const requests: ServedRequest[] = []
      return new Promise<readonly ServedRequest[]>((resolve) => {
        const socket = new Duplex({
          read: () => undefined,
          write: (_chunk, _encoding, done) => done(),
        })
        socket.on('close', () => resolve(requests))
        served.set(socket, requests)
        server.emit('connection', socket)
        socket.push(bytes)
        socket.push(null)
      })
    }),
  )
  server.close()
  return results
}
