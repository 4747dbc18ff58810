import { followedRedirects, limits } from '@ringback/catalog'
import { headerOf, type Problem } from '@ringback/recording'
import { twilioProblem } from '../../problem.ts'
import type { HopRequest, ReceivedAnswer } from './send-once.ts'
import type { Expectation } from './webhook-request.ts'
import { parseWebhookUrl, requestedUrl, resolveUrl } from '../../request/webhook-url.ts'

/**
 * The request that a 3xx answer leads to, or why Twilio does not follow it. A POST becomes a GET, and its
 * parameters are not sent again.
 */
export function redirectedRequest(
  received: ReceivedAnswer,
  request: HopRequest,
  redirects: number,
  options: { readonly expects: Expectation; readonly temporaryRedirect: 'get' | 'repeat' },
): HopRequest | Problem {
  const from = requestedUrl(request.url)
  const location = headerOf(received.headers, 'location')
  if (!followedRedirects.includes(received.status) || location === undefined) {
    const reason = location === undefined ? 'without a Location' : 'which Twilio does not follow'
    return twilioProblem('bad-redirect', `${from} answered ${received.status} ${reason}.`)
  }
  if (redirects >= limits.redirects) {
    const code = options.expects === 'nothing' ? 'callback-too-many-redirects' : 'too-many-redirects'
    return twilioProblem(
      code,
      `${from} redirects again after ${redirects} redirects. Twilio follows no more.`,
    )
  }
  const url = parseWebhookUrl(resolveUrl(location, from) ?? '')
  if (url === undefined)
    return twilioProblem('bad-redirect', `${from} redirects to "${location}", which is not a valid URL.`)
  const repeated = received.status === 307 && options.temporaryRedirect === 'repeat'
  return repeated ? { ...request, url } : { ...request, url, method: 'GET', parameters: [], ...noBody }
}

/** The body of a GET. */
export const noBody: Pick<HopRequest, 'body' | 'recordedBody'> = {
  body: new Uint8Array(),
  recordedBody: { text: '' },
}
