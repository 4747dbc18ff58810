import { followedRedirects, debuggerCode } from '@ringback/catalog'
import { failureOf, isSuccess, roleOf } from '../answer.ts'
import type { Check, ObservedExchange } from '../check.ts'

/**
 * A request for TwiML that is answered with 4xx or 5xx. The caller hears "an application error has occurred" and
 * the call ends, unless there is a fallback URL. A redirect that Twilio follows is no answer yet.
 */
export const httpStatus: Check = {
  name: 'http-status',
  title: 'A request for TwiML is answered with a 2xx status.',
  judge(exchange) {
    const { response } = exchange
    if (response === null || failureOf(exchange) !== null) return []
    if (roleOf(exchange) !== 'document' || isSuccess(response)) return []
    const { status } = response
    if (followedRedirects.includes(status) || isUnchanged(exchange)) return []
    const isMissing = status === 404 || status === 410
    const what = isMissing ? `has no page at this URL (HTTP ${status})` : `answers HTTP ${status}`
    return [
      {
        code: isMissing ? 'target-missing' : 'http-status',
        severity: 'error',
        message: `The app ${what}. The caller hears an application error and the call ends.`,
        twilioCode: debuggerCode.httpRetrievalFailure,
      },
    ]
  },
}

/** A conditional GET is answered 304 when the answer is the one that Twilio has in its cache. */
function isUnchanged({ request, response }: ObservedExchange): boolean {
  if (response?.status !== 304 || request.method !== 'GET') return false
  return request.headers.some(([name]) => conditionHeaders.has(name.toLowerCase()))
}

const conditionHeaders: ReadonlySet<string> = new Set(['if-none-match', 'if-modified-since'])
