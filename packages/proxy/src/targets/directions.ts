import type { UpstreamTls } from '../forward/connect.ts'
import type { Forwarder } from '../forward/forwarder.ts'
import { rawValueOf } from '../forward/raw-headers.ts'
import { createSocketForwarder } from '../forward/socket-forwarder.ts'
import type { ReceivedRequest } from '../serve/received-request.ts'
import { isFor, type Target } from './target.ts'

/** An app, and what carries requests to it. */
export interface Upstream {
  readonly url: URL
  /** The URL without a `/` at its end, as events name it. */
  readonly name: string
  readonly forwarder: Forwarder
}

/** Where requests go: to the first target that they are for, else to the app. */
export interface Directions {
  /** The app for what no target is for. */
  readonly app: Upstream
  /** Undefined: the form body decides. */
  byHead(received: ReceivedRequest): Upstream | undefined
  /** `form`: the body as latin1, or its beginning. */
  byForm(received: ReceivedRequest, form: string): Upstream
  /** Tears down every connection to the apps. */
  close(): void
}

export interface DirectionsOptions {
  readonly upstream: URL
  readonly targets: readonly (Target & { readonly upstream: URL })[]
  readonly tls: UpstreamTls
  readonly connectTimeoutMs: number
}

/** The directions of the options. Apps at one origin share their connections. */
export function createDirections({
  upstream,
  targets,
  tls,
  connectTimeoutMs,
}: DirectionsOptions): Directions {
  const forwarders = new Map<string, Forwarder>()
  const upstreamOf = (url: URL): Upstream => {
    const forwarder =
      forwarders.get(url.origin) ?? createSocketForwarder({ upstream: url, tls, connectTimeoutMs })
    forwarders.set(url.origin, forwarder)
    return { url, name: url.href.replace(/\/$/, ''), forwarder }
  }
  const app = upstreamOf(upstream)
  const others = targets.map((target) => ({ target, upstream: upstreamOf(target.upstream) }))

  function find({ target }: ReceivedRequest, form: string | undefined): Upstream | undefined {
    for (const other of others) {
      const isIt = isFor(other.target, { target, form })
      if (isIt === undefined) return undefined
      if (isIt) return other.upstream
    }
    return app
  }

  return {
    app,
    byHead: (received) => (others.length === 0 ? app : find(received, hasForm(received) ? undefined : '')),
    // With a form that is known there is nothing left to depend on.
    byForm: (received, form) => find(received, form) ?? app,
    close() {
      for (const forwarder of forwarders.values()) forwarder.close()
    },
  }
}

/** Whether a request may have a form body, judged by its head. */
function hasForm({ method, framing, headers }: ReceivedRequest): boolean {
  if (framing === 'none' || method === 'GET' || method === 'HEAD') return false
  return isForm(rawValueOf(headers, 'content-type') ?? '')
}

/** Whether the value of a Content-Type field is that of forms. */
export function isForm(contentType: string): boolean {
  return /^application\/x-www-form-urlencoded/i.test(contentType)
}
