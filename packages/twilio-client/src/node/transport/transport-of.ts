import { appTransport, type App } from './app-transport.ts'
import { httpTransport } from './http/http-transport.ts'
import type { Transport } from './transport.ts'

/** The app, and the transport of the requests to it. */
export interface AppOptions {
  /**
   * The app: where it listens (`http://127.0.0.1:3000`, `localhost:3000`, `3000`), or the app itself, which is then
   * called in this process: an express or fastify app, a node listener, `{ fetch }`. Default: the host of each URL.
   */
  readonly app?: string | App | undefined
  /** The transport of the requests, in place of real HTTP. */
  readonly transport?: Transport | undefined
}

/** The transport of requests to an app: the given transport, a call of the app in this process, or real HTTP. */
export function transportOf({ app, transport }: AppOptions): Transport {
  if (transport !== undefined) return transport
  return app === undefined || typeof app === 'string' ? httpTransport() : appTransport(app)
}
