/** The dispatch of undici's pool below a server of node:http, bodies as they come: `undici-proxy.ts <port> <app>`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Pool, type Dispatcher } from 'undici'
import { app, port } from './arguments.ts'

const pool = new Pool(app, { connections: 128, pipelining: 1 })
/** Headers that are between two neighbours. undici writes its own. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'te',
])

function forwarded(rawHeaders: readonly string[]): string[] {
  const kept: string[] = []
  for (const [at, name] of rawHeaders.entries()) {
    if (at % 2 === 0 && !ofConnection.has(name.toLowerCase())) kept.push(name, rawHeaders[at + 1] ?? '')
  }
  return kept
}

function handlerFor(response: ServerResponse): Dispatcher.DispatchHandler {
  return {
    onRequestStart: () => undefined,
    onResponseStart(controller, status) {
      const raw = (controller.rawHeaders ?? []) as readonly Buffer[] // They come as bytes over HTTP/1.
      response.writeHead(status, forwarded(raw.map((text) => text.toString('latin1'))))
    },
    onResponseData: (_controller, chunk) => void response.write(chunk),
    onResponseEnd: () => void response.end(),
    onResponseError: () => void response.destroy(),
  }
}

function proxy(request: IncomingMessage, response: ServerResponse): void {
  const { url = '/', method = 'GET', rawHeaders } = request
  const options = {
    path: url,
    method,
    headers: forwarded(rawHeaders),
    body: request,
  }
  pool.dispatch(options, handlerFor(response))
}

createServer(proxy).listen(port, '127.0.0.1')
