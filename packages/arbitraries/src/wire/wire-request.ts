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

/** A request as it stands on the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The form; undefined on a GET request, whose parameters are in the URL. */
  readonly body: string | undefined
}

/** The signed request that Twilio would make. Throws a TypeError when the URL is not absolute or the token is empty. */
export function toWire(
  webhook: Pick<GeneratedWebhook, 'method' | 'parameters' | 'style'>,
  options: WireOptions,
): WireRequest {
  const { method, parameters, style } = webhook
  const { authToken } = options
  const [url = ''] = options.url.split('#')
  const form = encodeForm(parameters, style)
  if (method === 'GET') {
    const target = form === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${form}`
    return { method, url: target, headers: signed(sign({ url: target, authToken })), body: undefined }
  }
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
    ...signed(sign({ url, parameters, authToken })),
  }
  return { method, url, headers, body: form }
}

function signed(signature: string): Record<string, string> {
  return { 'User-Agent': 'TwilioProxy/1.1', Accept: '*/*', 'X-Twilio-Signature': signature }
}
