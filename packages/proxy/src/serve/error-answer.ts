import { debuggerCode, failureCode } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import type { ForwardFailure } from '../forward/forwarder.ts'

/** What the proxy answers in the app's place: a problem, and the status of the answer. */
export interface ErrorAnswer extends Problem {
  readonly status: number
}

/** The problem without the proxy's own answer. */
export function problemOf(error: ErrorAnswer): Problem {
  const { status: _, ...problem } = error
  return problem
}

/** The answer to a request that got no complete answer from the app at `upstream`. */
export function failureAnswer(failure: ForwardFailure, upstream: string): ErrorAnswer {
  return {
    status: 502,
    ...failureText(failure, upstream),
    twilioCode: failureCode(failure.reason),
  }
}

function failureText(
  { stage, message }: ForwardFailure,
  upstream: string,
): { readonly code: string; readonly message: string } {
  switch (stage) {
    case 'connect':
      return {
        code: 'app-down',
        message: `No connection to the app at ${upstream}: ${message} Check that it is running on that port.`,
      }
    case 'tls':
      return { code: 'app-tls', message: `No TLS connection to the app at ${upstream}: ${message}` }
    case 'no-answer-head':
      return {
        code: 'app-hung-up',
        message: `The app at ${upstream} closed the connection without answering.${hintForHttps(upstream)}`,
      }
    case 'cut-short':
      return {
        code: 'answer-cut-short',
        message: `The app at ${upstream} closed the connection in the middle of its answer.`,
      }
    case 'malformed':
      return {
        code: 'answer-malformed',
        message: `The app at ${upstream} did not answer in HTTP/1.1. ${message}`,
      }
  }
}

/** A server that speaks TLS closes the connection of a client that does not, without a word. */
function hintForHttps(upstream: string): string {
  return upstream.startsWith('http:') ? ' If it speaks https, write https:// in its URL.' : ''
}

/** The answer when the app's answer, or the rest of it, did not come in time. */
export function timeoutAnswer(upstream: string, timeoutMs: number, headSeen: boolean): ErrorAnswer {
  const what = headSeen ? 'did not finish its answer' : 'did not answer'
  return {
    status: 504,
    code: 'app-timeout',
    message: `The app at ${upstream} ${what} within ${timeoutMs / 1000} s, the time that Twilio waits.`,
    twilioCode: failureCode(headSeen ? 'total-timeout' : 'no-answer-in-time'),
  }
}

/** The answer to a request whose body stopped arriving. */
export function requestTimeoutAnswer(limit: string, limitMs: number): ErrorAnswer {
  return {
    status: 408,
    code: 'request-timeout',
    message: `The request's body did not arrive in time (${limit}: ${limitMs / 1000} s).`,
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}

/** The answer to a body over the limit. */
export function tooLargeAnswer(limit: number): ErrorAnswer {
  return {
    status: 413,
    code: 'body-too-large',
    message: `The request's body is over the limit of ${limit} bytes (limits.bodyBytes).`,
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}

/** The answer to what is not a well-formed HTTP/1.1 request. */
export function malformedAnswer(message: string, status = 400): ErrorAnswer {
  return { status, code: 'malformed-http', message, twilioCode: debuggerCode.httpRetrievalFailure }
}

/** The answer to a request that is not validly signed, under `signature: 'require'`. */
export function unsignedAnswer(verdict: 'invalid' | 'missing'): ErrorAnswer {
  return {
    status: 403,
    code: verdict === 'missing' ? 'signature-missing' : 'signature-invalid',
    message:
      verdict === 'missing'
        ? 'The request has no X-Twilio-Signature, and its path is not allowed without one (--allow).'
        : 'X-Twilio-Signature does not match. Check the auth token and the public URL: `ringback doctor` finds out which.',
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}

/** The answer to a request that Twilio cannot have signed, under `signature: 'require'`. `reason`: "it has ...". */
export function unsignableAnswer(reason: string): ErrorAnswer {
  return {
    status: 403,
    code: 'signature-impossible',
    message: `Twilio cannot have signed this request: ${reason}.`,
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}

/** The caller of the proxy closed its connection before the answer was complete. */
export const clientGone: Problem = {
  code: 'client-gone',
  message: 'The caller closed the connection before the answer was complete.',
}

/** The caller of the proxy did not read the answer. */
export const clientStalled: Problem = {
  code: 'client-stalled',
  message: 'The caller did not read the answer in time (limits.callerIdleMs).',
}

/** The proxy was closed, and told not to wait. */
export const proxyClosed: Problem = {
  code: 'proxy-closed',
  message: 'The proxy was closed before the answer was complete.',
}

/** The app answered, with a status that Twilio takes for a failure; null for any other status. */
export function problemOfStatus(status: number): Problem | null {
  if (status < 400) return null
  return {
    code: 'error-status',
    message: `The app answered with status ${status}.`,
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}
