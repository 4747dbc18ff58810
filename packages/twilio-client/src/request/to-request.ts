import { headerName } from '@ringback/catalog'
import { signedRequest, type RequestOptions } from './signed-request.ts'
import type { WebhookContent } from './webhook-content.ts'

/** Headers that fetch writes itself, or does not accept. */
const ofTheConnection: ReadonlySet<string> = new Set([
  headerName.host,
  headerName.contentLength,
  headerName.connection,
])

/**
 * A webhook as a fetch Request, signed, for an app in this process or for `fetch`. It has all of Twilio's headers
 * but those that belong to the connection (Host, Content-Length, Connection). Throws as `signedRequest` does.
 */
export function toRequest(webhook: WebhookContent, options: RequestOptions): Request {
  const { method, url, headers, body } = signedRequest(webhook, options)
  return new Request(url, {
    method,
    headers: headers
      .filter(([name]) => !ofTheConnection.has(name.toLowerCase()))
      .map(([name, value]) => [name, value]),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
}
