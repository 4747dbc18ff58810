import { Server, type RequestListener } from 'node:http'
import { duplexPair } from 'node:stream'
import { fetchTransport, type FetchHandler } from './fetch-transport.ts'
import { listenerTransport } from './listener-transport.ts'
import type { Transport } from './transport.ts'

/** The part of a fastify instance that is used here. */
export interface FastifyLike {
  readonly ready: () => PromiseLike<unknown>
  readonly routing: (request: never, response: never) => void
}

/** An object with a fetch handler: hono, elysia, a worker's default export. */
export interface FetchApp {
  readonly fetch: (request: Request, ...rest: never[]) => Response | Promise<Response>
}

/** An app that can be called without a port: node listener, express, connect, `http.Server`, fastify, hono, fetch. */
export type App = RequestListener | Server | FastifyLike | FetchApp

/** The in-process transport for an app. A bare fetch handler is passed as `{ fetch: handler }`. */
export function appTransport(app: App): Transport {
  if (app instanceof Server) return serverTransport(app)
  if ('routing' in app) return fastifyTransport(app)
  if ('fetch' in app) {
    const handler: FetchHandler = (request) => app.fetch(request)
    return fetchTransport(handler)
  }
  return listenerTransport(app)
}

function serverTransport(server: Server): Transport {
  const inner = listenerTransport((request, response) => {
    server.emit('request', request, response)
  })
  return {
    ...inner,
    connect() {
      const [ours, theirs] = duplexPair()
      // A pair passes on the end of a side, and not that it was destroyed.
      theirs.once('close', () => {
        if (!theirs.writableFinished) ours.destroy()
      })
      server.emit('connection', theirs)
      // Node's HTTP client calls it when an upgrade is refused on a connection that stays open.
      return Object.assign(ours, { setTimeout: () => ours })
    },
  }
}

function fastifyTransport(app: FastifyLike): Transport {
  // This is the handler that Fastify's own server would call.
  const routing = app.routing as RequestListener
  const inner = listenerTransport((request, response) => routing(request, response))
  return {
    ...inner,
    async send(request) {
      await app.ready()
      return inner.send(request)
    },
  }
}
