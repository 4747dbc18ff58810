import { headerName } from '@ringback/catalog'
import { countOf, rawValueOf } from '../forward/raw-headers.ts'
import { overrideIn, unsignableHead } from '../signature/unsignable.ts'
import { recogniseHead, type Recognition } from './recognise.ts'
import type { Context } from './context.ts'
import { tooLargeAnswer, unsignableAnswer, unsignedAnswer, type ErrorAnswer } from './error-answer.ts'
import { malformedHead } from './malformed-head.ts'
import type { ReceivedRequest } from './received-request.ts'

/** What is done with a request, judged by its head. */
export type Decision =
  /** It goes to the app at once. */
  | { readonly action: 'forward'; readonly recognition: Recognition }
  /** It waits until it is whole, and goes to the app if its signature is valid. */
  | { readonly action: 'verify' }
  /** It never reaches the app. `recognition` says whether it is recorded. */
  | { readonly action: 'refuse'; readonly error: ErrorAnswer; readonly recognition: Recognition }

/** What is needed of the context for a decision. */
type Rules = Pick<Context, 'signature' | 'allowList' | 'limits'>

/** Decides about a request by its head alone. */
export function decide(received: ReceivedRequest, rules: Rules): Decision {
  const error = malformedHead(received)
  if (error !== undefined) return { action: 'refuse', error, recognition: 'twilio' }
  return rules.signature === 'require' ? decideByDefaultDeny(received, rules) : decideByHead(received, rules)
}

function decideByHead(received: ReceivedRequest, { limits }: Rules): Decision {
  const recognition = recogniseHead(received.method, received.target, received.headers)
  if (recognition === 'twilio' && lengthOf(received) > limits.bodyBytes)
    return { action: 'refuse', error: tooLargeAnswer(limits.bodyBytes), recognition }
  return { action: 'forward', recognition }
}

/** Under `signature: 'require'`: what a request says of itself makes no difference, only its signature does. */
function decideByDefaultDeny(received: ReceivedRequest, { allowList, limits }: Rules): Decision {
  const isAllowed = allowList.allows(received.method, received.target)
  // What is allowed is this method and path, and not another one that a header field names.
  if (isAllowed && overrideIn(received.headers) === undefined)
    return { action: 'forward', recognition: 'other' }
  const error = errorByDefault(received, limits.bodyBytes)
  return error === undefined ? { action: 'verify' } : { action: 'refuse', error, recognition: 'twilio' }
}

function errorByDefault(received: ReceivedRequest, bodyBytes: number): ErrorAnswer | undefined {
  if (countOf(received.headers, headerName.signature) === 0) return unsignedAnswer('missing')
  const reason = unsignableHead(received)
  if (reason !== undefined) return unsignableAnswer(reason)
  return lengthOf(received) > bodyBytes ? tooLargeAnswer(bodyBytes) : undefined
}

/** The length that the head gives; 0 when it gives none. */
function lengthOf({ headers }: ReceivedRequest): number {
  return Number(rawValueOf(headers, 'content-length') ?? 0)
}
