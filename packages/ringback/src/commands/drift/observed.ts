import { headerName, isKnownAnywhere, isMessaging, type Parameters } from '@ringback/catalog'
import type { ObservedWebhook } from '@ringback/arbitraries'
import { headerOf, parametersOf, restApiSource, socketSource, type Exchange } from '@ringback/recording'

/** Why an exchange is not compared: it is no voice webhook that Twilio sent. */
export type PassedOver = 'rest-api' | 'socket' | 'not-signed' | 'messaging' | 'media'

/** The webhook of a recorded exchange, or why it is none. */
export function observedWebhook(exchange: Exchange): ObservedWebhook | PassedOver {
  const { id, startedAt, kind, request, provenance } = exchange
  if (provenance.source === restApiSource) return 'rest-api'
  if (provenance.source === socketSource || exchange.socket !== undefined) return 'socket'
  if (!isTwilios(exchange)) return 'not-signed'
  const { parameters, ownNames } = parametersIn(exchange)
  if (kind === null) {
    if (isMessaging(parameters)) return 'messaging'
    if (isMedia(exchange, parameters, ownNames)) return 'media'
  }
  return { id, at: startedAt, kind, method: request.method, parameters, customParameters: ownNames }
}

/** Whether Twilio sent it, as far as is known: a signature that does not match may be one for another public URL. */
function isTwilios({ kind, request, signature, signatureCause }: Exchange): boolean {
  if (signature === 'valid') return true
  if (signature === 'missing') return false
  if (signature === 'invalid') return (signatureCause?.codes.length ?? 0) > 0
  return kind !== null || headerOf(request.headers, headerName.signature) !== undefined
}

/**
 * The parameters, and those of them that are of the app's own URL. Twilio appends its own to the query string of a GET, so the
 * app's stand before the first one that Twilio is known to send.
 */
function parametersIn({ request }: Exchange): {
  readonly parameters: Parameters
  readonly ownNames: readonly string[]
} {
  const inBody = parametersOf({ ...request, url: '' })
  if (inBody.length > 0) return { parameters: inBody, ownNames: [] }
  const parameters = parametersOf(request)
  const first = parameters.findIndex(([name]) => isKnownAnywhere(name))
  const own = first === -1 ? parameters : parameters.slice(0, first)
  return { parameters, ownNames: own.map(([name]) => name) }
}

/** Whether Twilio requested a sound: a request without a body and without parameters of Twilio's. */
function isMedia({ request }: Exchange, parameters: Parameters, ownNames: readonly string[]): boolean {
  const hasBody = !('text' in request.body) || request.body.text !== ''
  return !hasBody && parameters.every(([name]) => ownNames.includes(name))
}
