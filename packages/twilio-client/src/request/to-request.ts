import { headerName } from '@ringback/catalog'
import { signedRequest, type RequestOptions } from './signed-request.ts'
import type { WebhookContent } from './webhook-content.ts'

/** What fetch writes itself, or refuses to take. */
const ofTheConnection: ReadonlySet<string> = new Set([
  headerName.host,
  headerName.contentLength,
  headerName.connection,
])

/**
 * A webhook as a fetch Request, signed, to hand to an app in this process or to `fetch`. It has all of Twilio's headers
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
