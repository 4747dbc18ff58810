import type { Parameters, WebhookKind } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'

/** A URL of the app that answers a kind of webhook, and how a call gets there. */
export interface Route {
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** The webhooks before it in a call, the first one in front; empty for URLs that were given. */
  readonly via: readonly ProbeRequest[]
  /** What the caller does to get there. */
  readonly path: readonly string[]
  /** Whether Twilio could send such parameters here: a Gather for one key never sends two. */
  readonly accepts: (parameters: Parameters) => boolean
}

/** A target in a document. */
export interface Target {
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** True when it is reached by a caller who does nothing at a prompt. */
  readonly isAfterSilence: boolean
  readonly accepts: (parameters: Parameters) => boolean
}

/**
 * What tells routes apart: the kind and the URL with all numbers taken for the same, so that a count in the query
 * makes no new route.
 */
export function routeKey({ kind, method, url }: Pick<Route, 'kind' | 'method' | 'url'>): string {
  return `${kind} ${method} ${pageOf(url)}`
}

/** A URL without its query. */
export function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url
}

/** A URL with all numbers taken for the same. */
export function pageOf(url: string): string {
  const [base = '', query = ''] = url.split('?', 2)
  const origin = /^[a-z]+:\/\/[^/?#]*/i.exec(base)?.[0] ?? ''
  const masked = (text: string): string =>
    text.replaceAll(/[0-9a-f]{16,}/gi, '#').replaceAll(/(?:%2B)?\d+/gi, '#')
  return `${origin}${masked(base.slice(origin.length))}?${masked(query)}`
}
