import type { CallValues } from '@ringback/arbitraries'
import type { Parameters, WebhookKind } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { pageKey } from './page-key.ts'

/** A URL of the app that answers a kind of webhook, and how a call gets there. */
export interface Route {
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** The webhooks before it in a call, the first one in front; empty for URLs that were given. */
  readonly preceding: readonly ProbeRequest[]
  /** What the caller does to get there. */
  readonly path: readonly string[]
  /** Whether Twilio could send such parameters here: a Gather for one key never sends two. */
  readonly accepts: (parameters: Parameters) => boolean
  /** Who calls whom in the webhooks of this run, and values of other parameters. */
  readonly call?: CallValues | undefined
}

/** The key of a route: kind, method and page. */
export function routeKey({ kind, method, url }: Pick<Route, 'kind' | 'method' | 'url'>): string {
  return `${kind} ${method} ${pageKey(url)}`
}

/** The request of a route with some parameters. */
export function requestOf({ kind, method, url }: Route, parameters: Parameters): ProbeRequest {
  return { kind, method, url, parameters }
}
