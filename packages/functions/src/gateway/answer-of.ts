import type { Outcome } from '../runtime/invoke.ts'
import { TwilioResponse, type ResponseState } from '../runtime/twilio-response.ts'
import { sentCookie } from './cookies.ts'
import { areTooLong } from './restricted-headers.ts'

/** What the answer depends on beside the outcome. */
export interface AnswerMeans {
  /** Whether a value is TwiML that Twilio's SDK built. */
  readonly isTwiml: (value: object) => boolean
  /** Milliseconds since 1970, for the age of cookies. */
  readonly now: number
}

/** The answer that Twilio makes of how an invocation ended. */
export function answerOf(outcome: Outcome, means: AnswerMeans): Response {
  if (outcome.type === 'timed-out') return text(504, 'runtime application timed out')
  if (outcome.type === 'failed') return failure(outcome.error)
  try {
    return success(outcome.payload, means)
  } catch (error) {
    // A body that is no JSON, a status or a header that HTTP does not have.
    return failure(error)
  }
}

/** A short answer of the gateway itself. */
export function text(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

function failure(error: unknown): Response {
  if (error instanceof Error || isErrorLike(error)) {
    const { message, name, stack } = error
    return json(500, { message, name, stack })
  }
  return typeof error === 'string' ? text(500, error) : json(500, error)
}

/** An error of another realm, as a test runner has them. */
function isErrorLike(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]'
}

function success(payload: unknown, means: AnswerMeans): Response {
  if (typeof payload === 'string') return text(200, payload)
  const state = TwilioResponse.stateOf(payload)
  if (state !== undefined) return custom(state, means)
  if (typeof payload === 'object' && payload !== null && means.isTwiml(payload)) {
    // TwiML writes itself as XML.
    return new Response((payload as { toString: () => string }).toString(), {
      headers: { 'content-type': 'text/xml; charset=utf-8' },
    })
  }
  return payload === undefined || payload === null ? new Response(null) : json(200, payload)
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

function custom({ statusCode, body, headers }: ResponseState, { now }: AnswerMeans): Response {
  const sent = new Headers()
  for (const [name, values] of headers) {
    for (const value of values) {
      const shown = name === 'set-cookie' ? sentCookie(value, now) : value
      if (shown === null) return text(400, 'Cookies max-age cannot be greater than a day')
      sent.append(name, shown)
    }
  }
  if (areTooLong(sent)) return text(431, 'Response headers or cookies too long')
  const isBytes = body instanceof Uint8Array
  const isJson = body !== undefined && body !== null && typeof body !== 'string' && !isBytes
  if (!sent.has('content-type') && body !== undefined && body !== null) {
    sent.set(
      'content-type',
      isJson ? 'application/json; charset=utf-8' : isBytes ? octets : 'text/html; charset=utf-8',
    )
  }
  const content = isJson ? JSON.stringify(body) : isBytes ? new Uint8Array(body) : (body ?? null)
  return new Response(withoutBody.has(statusCode) ? null : content, { status: statusCode, headers: sent })
}

const octets = 'application/octet-stream'
