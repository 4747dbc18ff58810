import { headerValue, wireHeaderName as wire } from '@ringback/catalog'
import type { Headers } from '@ringback/recording'
import { sign } from '@ringback/signature'
import type { ClientSetup } from './client-options.ts'
import type { HopRequest } from './send-once.ts'
import { signedUrl } from './webhook-url.ts'

/** The headers of one request, in the order they are sent: Twilio's, then what the way to the app adds. */
export function requestHeaders(request: HopRequest, setup: ClientSetup, isForwarded: boolean): Headers {
  const { url, method, parameters, body } = request
  const isPost = method === 'POST'
  const signature = sign({
    url: signedUrl(url),
    parameters: isPost ? parameters : [],
    authToken: setup.authToken,
  })
  return [
    [wire.host, url.authority],
    [wire.userAgent, headerValue.userAgent],
    [wire.signature, signature],
    [wire.idempotencyToken, request.idempotencyToken],
    ...(isPost
      ? ([
          [wire.contentType, headerValue.contentType],
          [wire.contentLength, String(body.length)],
        ] as const)
      : []),
    [wire.accept, headerValue.accept],
    [wire.acceptEncoding, headerValue.acceptEncoding],
    [wire.homeRegion, setup.homeRegion],
    ...request.extraHeaders,
    ...forwardedHeaders(request, setup, isForwarded),
    [wire.connection, headerValue.connection],
  ]
}

function forwardedHeaders({ url }: HopRequest, setup: ClientSetup, isForwarded: boolean): Headers {
  const { forwardedHeaders: wanted } = setup
  if (wanted === 'never' || (wanted === 'auto' && !isForwarded)) return []
  return [
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', url.authority],
    ['X-Forwarded-Proto', url.scheme],
  ]
}
