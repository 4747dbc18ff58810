import { isWebhookKind, kindRow } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import { parametersOf, type Exchange } from '@ringback/recording'

/** The request of an exchange, to be sent again; undefined for media and for anything that is not a webhook. */
export function requestsOf({ kind, request }: Exchange): readonly ProbeRequest[] {
  const { method, url } = request
  if (kind === null || !isWebhookKind(kind) || (method !== 'GET' && method !== 'POST')) return []
  // The parameters of a GET are in its URL already.
  return [{ kind, method, url, parameters: method === 'GET' ? [] : parametersOf(request) }]
}

/** The URL without the parameters that Twilio adds to it in a GET. */
export function configuredUrl({ kind, request }: Exchange): string {
  const [base = '', query] = request.url.split('?', 2)
  if (request.method !== 'GET' || query === undefined || kind === null) return request.url
  const known = new Set<string>(kindRow(kind).parameters.map(({ name }) => name))
  const own = query.split('&').filter((pair) => !known.has(pair.split('=', 1)[0] ?? ''))
  return own.length === 0 ? base : `${base}?${own.join('&')}`
}
