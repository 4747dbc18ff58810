import type { WebhookRequest } from '@ringback/twilio-client'
import { decodeForm } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'

/**
 * The webhook that sends a recorded request again, or why it cannot be sent: it was forged when it was recorded,
 * its body is no form, or it was cut off by the recorder.
 */
export function resend({ request, kind, callSid, signature }: Exchange): WebhookRequest | { skip: string } {
  if (signature === 'invalid' || signature === 'missing') {
    return { skip: `its signature was ${signature} when it was recorded, and Twilio signs every request` }
  }
  const { method, url, body } = request
  if (method !== 'GET' && method !== 'POST') return { skip: `Twilio sends no ${method}` }
  if (body.truncatedAt !== undefined) return { skip: 'its body was cut off when it was recorded' }
  if (!('text' in body)) return { skip: 'its body is no text' }
  return {
    kind,
    method,
    url,
    // The parameters of a GET stand in its URL already.
    parameters: method === 'GET' ? [] : decodeForm(body.text).parameters,
    ...(callSid !== null && { callSid }),
    // Whether the answer can be used was the recording's matter: here it is only compared.
    expects: 'nothing',
  }
}
