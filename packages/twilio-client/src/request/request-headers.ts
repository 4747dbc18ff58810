import { headerValue, wireHeaderName, type Parameters } from '@ringback/catalog'
import { createCache } from '@ringback/common'
import type { Headers } from '@ringback/recording'
import { sign } from '@ringback/signature'
import { signedUrl, type WebhookUrl } from './webhook-url.ts'

/** A request that needs headers. */
export interface UnsignedRequest {
  readonly method: string
  readonly url: WebhookUrl
  readonly body: Uint8Array
  /** The decoded form, where it is known; else it is read from the body. */
  readonly parameters?: Parameters | undefined
  /** Default: that of a form. */
  readonly contentType?: string | undefined
}

/** The data for the headers besides the content. */
export interface HeaderOptions {
  /** The account's auth token, which signs the request. */
  readonly authToken: string
  /** The value of X-Twilio-Signature, to send instead of the correct one; null: no such header. */
  readonly signature?: string | null | undefined
  /** The same for every attempt of one request. */
  readonly idempotencyToken: string
  /** The value of X-Home-Region. Default: `us1`. */
  readonly homeRegion?: string | undefined
  /** Sent after Twilio's own headers: cookies, conditions, authorization. */
  readonly extraHeaders?: Headers
  /** Adds `X-Forwarded-For`, `-Host` and `-Proto`, as the hop in front of an app does. */
  readonly isForwarded?: boolean
}

/**
 * The headers of one of Twilio's requests, in the order in which Twilio sends them (docs/facts/webhooks.md, section
 * 4.1), then those that a proxy in front of the app adds. Throws a RingbackError for an empty auth token.
 */
export function requestHeaders(request: UnsignedRequest, options: HeaderOptions): Headers {
  const { method, url, body, contentType = headerValue.contentType } = request
  const { homeRegion = headerValue.homeRegion, extraHeaders = [], isForwarded = false } = options
  const signature =
    options.signature === undefined ? signatureOf(request, options.authToken) : options.signature
  const hasContent = method === 'POST' || body.length > 0
  const headers: Header[] = [hostOf(url.authority), userAgent]
  if (signature !== null) headers.push([wireHeaderName.signature, signature])
  headers.push([wireHeaderName.idempotencyToken, options.idempotencyToken])
  if (hasContent) {
    headers.push(
      contentType === headerValue.contentType ? formType : [wireHeaderName.contentType, contentType],
    )
    headers.push(contentLengthOf(body.length))
  }
  headers.push(accept, acceptEncoding, homeRegionOf(homeRegion), ...extraHeaders)
  if (isForwarded) headers.push(...forwardedHeaders(url))
  headers.push(connection)
  return headers
}

type Header = readonly [name: string, value: string]

/** The same on every request. */
const userAgent: Header = [wireHeaderName.userAgent, headerValue.userAgent]
const formType: Header = [wireHeaderName.contentType, headerValue.contentType]
const accept: Header = [wireHeaderName.accept, headerValue.accept]
const acceptEncoding: Header = [wireHeaderName.acceptEncoding, headerValue.acceptEncoding]
const connection: Header = [wireHeaderName.connection, headerValue.connection]

/** What comes again and again is one object in all recordings of a process. */
const hosts = createCache<Header>()
const homeRegions = createCache<Header>()
const contentLengths: Header[] = []
const longestKept = 2000

function hostOf(authority: string): Header {
  return hosts(authority, () => [wireHeaderName.host, authority])
}

function homeRegionOf(region: string): Header {
  return homeRegions(region, () => [wireHeaderName.homeRegion, region])
}

function contentLengthOf(length: number): Header {
  if (length > longestKept) return [wireHeaderName.contentLength, String(length)]
  return (contentLengths[length] ??= [wireHeaderName.contentLength, String(length)])
}

function signatureOf({ url, body, parameters, contentType }: UnsignedRequest, authToken: string): string {
  if (body.length === 0) return sign({ url: signedUrl(url), authToken })
  return sign({
    url: signedUrl(url),
    authToken,
    ...(parameters === undefined
      ? { body, contentType: contentType ?? headerValue.contentType }
      : { parameters }),
  })
}

function forwardedHeaders({ authority, scheme }: WebhookUrl): Headers {
  return [
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', authority],
    ['X-Forwarded-Proto', scheme],
  ]
}
