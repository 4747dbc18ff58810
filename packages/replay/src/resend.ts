import { restApiSource, socketSource, type Exchange } from '@ringback/recording'
import type { WebhookRequest } from '@ringback/twilio-client/node'
import type { Delivery } from './deliveries.ts'

/** The request to send, or why there is none: `skip` where it must not be sent, `damage` where the recording is broken. */
export type Resend = WebhookRequest | { readonly skip: string } | { readonly damage: string }

/**
 * The webhook that sends a recorded request again. Not sent: what was forged when it was recorded, what has no form,
 * what the recorder cut off, what the app asked Twilio's REST API for, and what Twilio delivered again because nothing was answered.
 * `delivery`: of a request that was delivered more than once.
 */
export function resend(
  { request, kind, callSid, signature, provenance }: Exchange,
  delivery?: Delivery,
): Resend {
  if (provenance.source === restApiSource) {
    return { skip: "the app made this request to Twilio's REST API, so the app does not answer it" }
  }
  if (provenance.source === socketSource) return { skip: 'it is a WebSocket; only webhooks are sent again' }
  if (signature === 'invalid' || signature === 'missing') {
    return { skip: `its signature was ${signature} when it was recorded, and Twilio signs every request` }
  }
  if (delivery?.isRepeated === true) {
    return { skip: 'it was not answered, and Twilio delivered the same request again, which is sent' }
  }
  const { method, url, body } = request
  if (method !== 'GET' && method !== 'POST')
    return { skip: `its method is ${JSON.stringify(method)}, which Twilio does not use` }
  if (body.truncatedAt !== undefined) return { skip: 'its body was cut off when it was recorded' }
  if (!('text' in body)) return { skip: 'its body is binary' }
  if (!isHttpUrl(url)) return { damage: `The recorded URL ${JSON.stringify(url)} is not an http URL.` }
  return {
    kind,
    method,
    url,
    // The parameters of a GET are in its URL already, those of a POST in its form.
    parameters: [],
    ...(method === 'POST' && { form: body.text }),
    ...(callSid !== null && { callSid }),
    ...(delivery !== undefined && { idempotencyToken: delivery.token }),
    // A recorded request is asked anew, whatever was answered before.
    cache: 'no-store',
    // Whether Twilio could use the answer was a matter of the recording; here it is only compared.
    expects: 'nothing',
  }
}

function isHttpUrl(url: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(url) && URL.canParse(url)
}
