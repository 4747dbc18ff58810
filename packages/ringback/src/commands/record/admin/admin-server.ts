import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { messageOf, RingbackError } from '@ringback/common'
import { sharedFor, sharedMs } from './shared-for.ts'

/** What the admin port answers from. */
export interface AdminSources {
  /** Why the proxy is not to get calls; empty when it is ready. */
  readonly unready: () => Promise<readonly string[]>
  readonly metrics: () => Promise<MetricsText>
}

/** Metrics as they are sent. */
export interface MetricsText {
  readonly contentType: string
  readonly text: string
}

/** An admin port that is open. */
export interface AdminServer {
  /** Where it listens: `http://127.0.0.1:9100`. */
  readonly url: string
  readonly close: () => Promise<void>
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** More connections than a few probes and scrapers need are closed. */
const mostConnections = 32
const limits = {
  maxHeaderSize: 8 * 1024,
  headersTimeout: 5000,
  requestTimeout: 5000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
}
const textType = 'text/plain; charset=utf-8'

/**
 * Opens the admin port: `/healthz`, `/readyz` and `/metrics`, for GET and HEAD.
 * @throws {RingbackError} `port-in-use`; any other error of the system as it is.
 */
export async function startAdminServer(
  { host, port }: { readonly host: string; readonly port: number },
  sources: AdminSources,
): Promise<AdminServer> {
  const routes = routesOf(sources)
  const server = createServer(limits, (request, response) => void answer(request, response, routes))
  server.maxConnections = mostConnections
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    socket.destroy()
  })
  const url = await listen(server, host, port)
  // What a listening server still reports (no more file descriptors) must not end the process.
  server.on('error', () => undefined)
  return {
    url,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function routesOf({ unready, metrics }: AdminSources): ReadonlyMap<string, () => Promise<Answer>> {
  const scraped = sharedFor(sharedMs, async (): Promise<Answer> => {
    const { contentType, text } = await metrics()
    return { status: 200, type: contentType, text }
  })
  return new Map([
    ['/healthz', async () => ({ status: 200, type: textType, text: 'ok\n' })],
    ['/readyz', async () => readyzAnswer(await unready())],
    ['/metrics', scraped],
  ])
}

function readyzAnswer(reasons: readonly string[]): Answer {
  return reasons.length === 0
    ? { status: 200, type: textType, text: 'ready\n' }
    : { status: 503, type: textType, text: reasons.map((reason) => `not ready: ${reason}\n`).join('') }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: ReturnType<typeof routesOf>,
): Promise<void> {
  const { status, type, text } = await answerTo(request, routes).catch((error: unknown) => ({
    status: 500,
    type: textType,
    text: `${messageOf(error)}\n`,
  }))
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...(status === 405 && { Allow: 'GET, HEAD' }),
    // A body is not waited for, and who asks for something else is not kept.
    ...((status >= 400 && status !== 503) || hasBody(request) ? { Connection: 'close' } : {}),
  })
  response.end(request.method === 'HEAD' ? '' : text)
}

async function answerTo(
  { method, url = '/' }: IncomingMessage,
  routes: ReturnType<typeof routesOf>,
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, type: textType, text: 'Only GET and HEAD are answered.\n' }
  }
  const route = routes.get(url.split('?', 1)[0] ?? '')
  const known = [...routes.keys()].join(', ')
  return route === undefined ? { status: 404, type: textType, text: `There is ${known}.\n` } : route()
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error)
      reject(
        new RingbackError('port-in-use', `Port ${port} of ${host} is in use by another program.`, {
          remedy: 'Stop it, or pass another port: --admin-port 9101',
          cause: error,
        }),
      )
    })
    server.listen(port, host, resolve)
  })
  server.removeAllListeners('error')
  // A server that listens on a host and a port has an address of this form.
  const { port: taken } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
}
