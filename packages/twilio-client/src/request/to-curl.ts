import { headerName } from '@ringback/catalog'
import { quoteForShell, RingbackError } from '@ringback/common'
import { signedRequest, type RequestOptions } from './signed-request.ts'
import type { WebhookContent } from './webhook-content.ts'

/**
 * A webhook as a line for a POSIX shell that sends it with curl, signed, and shows the answer with its headers. Throws
 * as `signedRequest` does, and a RingbackError (`body-not-text`) for a body of bytes, which a command line cannot
 * contain.
 */
export function toCurl(webhook: WebhookContent, options: RequestOptions): string {
  const { method, url, headers, body } = signedRequest(webhook, options)
  if (body !== undefined && typeof body !== 'string') {
    throw new RingbackError('body-not-text', 'The body is bytes, which a curl line cannot contain.', {
      remedy: 'Pass the body as text.',
    })
  }
  const written = headers.filter(([name, value]) => !isWrittenByCurl(name.toLowerCase(), value, url))
  return [
    // Without --globoff curl takes brackets in a URL for a pattern; --compressed unpacks the answer.
    'curl --globoff --compressed -i',
    ['-X', method],
    ...written.map(([name, value]) => ['-H', quoteForShell(`${name}: ${value}`)]),
    ...(body === undefined ? [] : [['--data-raw', quoteForShell(body)]]),
    quoteForShell(url),
  ]
    .flat()
    .join(' ')
}

function isWrittenByCurl(name: string, value: string, url: string): boolean {
  if (name === headerName.contentLength) return true
  return name === headerName.host && value === url.split('/')[2]
}
