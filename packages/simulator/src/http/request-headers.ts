import { sign } from '@ringback/signature'
import type { Headers } from '@ringback/recording'
import { headerName, formContentType, twilioUserAgent } from '../facts.ts'
import type { ClientSetup } from './client-options.ts'
import type { HopRequest } from './send-once.ts'
import { signedUrl } from './webhook-url.ts'

/** The headers of one request, in the order they are sent: Twilio's, then what the way to the app adds. */
export function requestHeaders(request: HopRequest, setup: ClientSetup, forwarded: boolean): Headers {
  const { url, method, parameters, body } = request
  const signature = sign({
    url: signedUrl(url),
    parameters: method === 'POST' ? parameters : [],
    authToken: setup.authToken,
  })
  return [
    [headerName.host, url.authority],
    [headerName.userAgent, twilioUserAgent],
    [headerName.signature, signature],
    [headerName.idempotencyToken, request.idempotencyToken],
    ...(method === 'POST'
      ? ([
          [headerName.contentType, formContentType],
          [headerName.contentLength, String(body.length)],
        ] as const)
      : []),
    [headerName.accept, '*/*'],
    [headerName.acceptEncoding, 'gzip'],
    [headerName.homeRegion, setup.homeRegion],
    ...request.extraHeaders,
    ...forwardedHeaders(request, setup, forwarded),
    [headerName.connection, 'close'],
  ]
}

function forwardedHeaders({ url }: HopRequest, setup: ClientSetup, forwarded: boolean): Headers {
  const added = setup.forwardedHeaders === 'always' || (setup.forwardedHeaders === 'auto' && forwarded)
  if (!added) return []
  return [
    [headerName.forwardedFor, '127.0.0.1'],
    [headerName.forwardedHost, url.authority],
    [headerName.forwardedProto, url.scheme],
  ]
}
