import { encodeForm } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import type { GeneratedWebhook } from '../generated-webhook.ts'

/** Where a webhook goes and who signs it. */
export interface WireOptions {
  /** The URL that Twilio is configured with: the public URL of the app, query string included. */
  readonly url: string
  /** The account's auth token. */
  readonly authToken: string
}

/** What is sent of a webhook. */
export interface WireWebhook extends Pick<GeneratedWebhook, 'method' | 'parameters' | 'style'> {
  /** The form as it is, in place of the encoded parameters. */
  readonly form?: string | undefined
}

/** A request as it stands on the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The form; undefined on a GET request, whose parameters are in the URL. */
  readonly body: string | undefined
}

/** The signed request that Twilio would make. Throws as `sign` does. */
export function toWire(webhook: WireWebhook, options: WireOptions): WireRequest {
  const { method, parameters, style } = webhook
  const { authToken } = options
  const [url = ''] = options.url.split('#')
  const form = webhook.form ?? encodeForm(parameters, style)
  if (method === 'GET') {
    const target = form === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${form}`
    return { method, url: target, headers: signed(sign({ url: target, authToken })), body: undefined }
  }
  const content = webhook.form === undefined ? { parameters } : { body: form, contentType: formType }
  const headers = {
    'Content-Type': formType,
    ...signed(sign({ url, authToken, ...content })),
  }
  return { method, url, headers, body: form }
}

const formType = 'application/x-www-form-urlencoded; charset=UTF-8'

function signed(signature: string): Record<string, string> {
  return { 'User-Agent': 'TwilioProxy/1.1', Accept: '*/*', 'X-Twilio-Signature': signature }
}
