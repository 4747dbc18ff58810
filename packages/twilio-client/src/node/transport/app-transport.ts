import { Server, type RequestListener } from 'node:http'
import { duplexPair } from 'node:stream'
import { RingbackError } from '@ringback/common'
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

/**
 * The in-process transport for an app. A bare fetch handler is passed as `{ fetch: handler }`.
 * @throws {RingbackError} `app-unusable` for what cannot be called.
 */
export function appTransport(app: App): Transport {
  requireApp(app)
  if (app instanceof Server) return serverTransport(app)
  if ('routing' in app) return fastifyTransport(app)
  if ('fetch' in app) {
    const handler: FetchHandler = (request) => app.fetch(request)
    return fetchTransport(handler)
  }
  return listenerTransport(app)
}

/** Code without types passes anything. */
function requireApp(app: unknown): void {
  if (typeof app === 'function') return
  const isObject = typeof app === 'object' && app !== null
  if (isObject && (app instanceof Server || 'routing' in app || 'fetch' in app)) return
  throw new RingbackError('app-unusable', `The option app is ${whatIs(app)}, which cannot be called.`, {
    remedy:
      'Pass where the app listens (http://127.0.0.1:3000, localhost:3000 or "3000"), or the app itself: an express, fastify or hono app, a node listener, an http.Server, or an object with fetch.',
  })
}

function whatIs(app: unknown): string {
  if (typeof app === 'number') return `the number ${app}`
  if (app instanceof Promise) return 'a promise (await it first)'
  if (Array.isArray(app)) return 'an array'
  return typeof app === 'object' && app !== null ? 'an object without fetch' : String(app)
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
