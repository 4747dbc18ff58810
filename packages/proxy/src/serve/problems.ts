import { debuggerCode, failureCode, failureReason } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import type { ForwardFailure } from '../forward/forwarder.ts'

/** A problem with the status the proxy answers when the app's own answer cannot be had. */
export interface Trouble extends Problem {
  readonly status: number
}

/** The problem without the proxy's own answer. */
export function problemOf(trouble: Trouble): Problem {
  const { status: _, ...problem } = trouble
  return problem
}

/** The problem of a request that got no complete answer from the app at `upstream`. */
export function troubleOfFailure(failure: ForwardFailure, upstream: string): Trouble {
  switch (failure.stage) {
    case 'connect':
      return {
        status: 502,
        code: 'app-down',
        message: `No connection to the app at ${upstream}: ${failure.message} Is it running, and on that port?`,
        twilioCode: failureCode(failureReason(failure.code, 'connect')),
      }
    case 'no-answer-head':
      return {
        status: 502,
        code: 'app-hung-up',
        message: `The app at ${upstream} closed the connection without answering.`,
        twilioCode: debuggerCode.httpRetrievalFailure,
      }
    case 'cut-short':
      return {
        status: 502,
        code: 'answer-cut-short',
        message: `The app at ${upstream} closed the connection in the middle of its answer.`,
        twilioCode: debuggerCode.httpRetrievalFailure,
      }
    case 'malformed':
      return {
        status: 502,
        code: 'answer-malformed',
        message: `The app at ${upstream} did not answer in HTTP/1.1. ${failure.message}`,
        twilioCode: debuggerCode.httpProtocolViolation,
      }
  }
}

/** The app's answer, or the rest of it, did not come in time. */
export function timeoutTrouble(upstream: string, timeoutMs: number, headSeen: boolean): Trouble {
  const what = headSeen ? 'did not finish its answer' : 'did not answer'
  return {
    status: 504,
    code: 'app-timeout',
    message: `The app at ${upstream} ${what} within ${timeoutMs / 1000} s, the time that Twilio waits.`,
    twilioCode: headSeen ? debuggerCode.httpTotalTimeout : debuggerCode.httpRetrievalFailure,
  }
}

export function tooLargeTrouble(limit: number): Trouble {
  return {
    status: 413,
    code: 'body-too-large',
    message: `The request's body is over the limit of ${limit} bytes (limits.bodyBytes).`,
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}

export function malformedTrouble(message: string, status = 400): Trouble {
  return { status, code: 'malformed-http', message, twilioCode: debuggerCode.httpRetrievalFailure }
}

export function forgedTrouble(verdict: 'invalid' | 'missing'): Trouble {
  return {
    status: 403,
    code: verdict === 'missing' ? 'signature-missing' : 'signature-invalid',
    message:
      verdict === 'missing'
        ? "The request looks like Twilio's but has no X-Twilio-Signature."
        : 'X-Twilio-Signature does not match. Check the auth token and the public URL: `ringback doctor` finds out which.',
    twilioCode: debuggerCode.httpRetrievalFailure,
  }
}

/** The caller of the proxy closed its connection before the answer was complete. */
export const clientGone: Problem = {
  code: 'client-gone',
  message: 'The caller closed the connection before the answer was complete.',
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
