import { headerValue } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import type { Headers } from '@ringback/recording'
import { isFormType, signUrlFor } from '@ringback/signature'
import { idempotencyTokenOf } from './idempotency-token.ts'
import { requestHeaders } from './request-headers.ts'
import { appBaseOf, upstreamUrlOf } from './upstream-url.ts'
import { formOf, type WebhookContent } from './webhook-content.ts'
import { parseWebhookUrl, requestedUrl, withQuery, type WebhookUrl } from './webhook-url.ts'

/** Where a request goes, and who signs it. */
export interface RequestOptions {
  /** The URL that Twilio is configured with: the public URL of the app, query string included. */
  readonly url: string
  /** The account's auth token. */
  readonly authToken: string
  /** The value of X-Twilio-Signature, to send instead of the correct one; null: no such header. */
  readonly signature?: string | null | undefined
  /** The same for every attempt of one request. Default: a UUID derived from the request. */
  readonly idempotencyToken?: string | undefined
  /** The value of X-Home-Region. Default: `us1`. */
  readonly homeRegion?: string | undefined
  /** Sent after Twilio's own headers: cookies, authorization. */
  readonly extraHeaders?: Headers
  /** Where the app listens, if not at `url`: `http://127.0.0.1:3000`. What is below `publicUrl` goes there. */
  readonly app?: string | undefined
  /** The public URL of the app's root. Default: scheme and host of `url`. */
  readonly publicUrl?: string | undefined
  /**
   * Adds `X-Forwarded-*` as the hop in front of the app would. `auto`: when the request goes elsewhere than to `url`.
   */
  readonly forwardedHeaders?: 'auto' | 'always' | 'never'
}

/** One of Twilio's requests, as it is sent. */
export interface SignedRequest {
  readonly method: string
  /** Where it is sent: the signed URL, or the same below `app`. */
  readonly url: string
  /** In Twilio's order. */
  readonly headers: Headers
  /** Undefined for a request without a body. */
  readonly body: string | Uint8Array | undefined
}

/**
 * The signed request that Twilio makes for a webhook. Its idempotency token is derived from its content unless the
 * options have one. Throws a RingbackError for a URL that Twilio cannot request (`webhook-url-invalid`), for an empty
 * auth token (`auth-token-empty`), and for an invalid app URL (`app-url-invalid`).
 */
export function signedRequest(content: WebhookContent, options: RequestOptions): SignedRequest {
  const { url, parameters, body } = placed(content, configuredUrl(options.url))
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const publicUrl = requestedUrl(url)
  const sentTo = sentUrl(url, options)
  const { authToken, forwardedHeaders = 'auto' } = options
  const headers = requestHeaders(
    { method: content.method, url, body: bytes, parameters, contentType: content.contentType },
    {
      ...options,
      authToken,
      idempotencyToken: options.idempotencyToken ?? idempotencyTokenOf(content.method, publicUrl, bytes),
      isForwarded: forwardedHeaders === 'auto' ? sentTo !== publicUrl : forwardedHeaders === 'always',
    },
  )
  return { method: content.method, url: sentTo, headers, body: hasBody(content, body) ? body : undefined }
}

interface Placed {
  readonly url: WebhookUrl
  readonly body: string | Uint8Array
  readonly parameters?: WebhookContent['parameters']
}

/** The parameters where the method has them, and the hash of a body that is not a form in the query. */
function placed(content: WebhookContent, url: WebhookUrl): Placed {
  const { body, contentType = headerValue.contentType } = content
  if (body !== undefined) {
    if (isFormType(contentType) || body.length === 0) return { url, body }
    return { url: configuredUrl(signUrlFor({ url: requestedUrl(url), body })), body }
  }
  const form = formOf(content)
  if (content.method === 'GET') return { url: withQuery(url, form), body: '' }
  return { url, body: form, parameters: content.form === undefined ? content.parameters : undefined }
}

function hasBody({ method, body }: WebhookContent, written: string | Uint8Array): boolean {
  return method === 'POST' || (body !== undefined && written.length > 0)
}

function configuredUrl(text: string): WebhookUrl {
  const url = parseWebhookUrl(text)
  if (url !== undefined) return url
  throw new RingbackError('webhook-url-invalid', `Twilio cannot request ${JSON.stringify(text)}.`, {
    remedy:
      'Pass an absolute http or https URL whose host has no underscore: https://phone.example.com/voice',
  })
}

function sentUrl(url: WebhookUrl, { app, publicUrl }: RequestOptions): string {
  const requested = requestedUrl(url)
  if (app === undefined) return requested
  return upstreamUrlOf(requested, {
    publicUrl: publicUrl ?? `${url.scheme}://${url.authority}`,
    upstreamUrl: appBaseOf(app),
  })
}
