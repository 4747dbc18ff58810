import { bytesOf } from '@ringback/recording'
import { diffTwiml } from '@ringback/twiml'
import { documentOf, failureOf, isSuccess, roleOf } from './answer.ts'
import type { ObservedExchange } from './check.ts'

/** True when Twilio can use the answer: it is whole and has a 2xx status. */
export function isAnswered(exchange: ObservedExchange): boolean {
  return failureOf(exchange) === null && exchange.response !== null && isSuccess(exchange.response)
}

/** What the caller would notice of the difference between two good answers; undefined when it is nothing. */
export function noticeableDifference(
  expected: ObservedExchange,
  actual: ObservedExchange,
): string | undefined {
  if (!isAnswered(expected) || !isAnswered(actual) || roleOf(expected) !== 'document') return undefined
  const [before, after] = [documentOf(expected), documentOf(actual)]
  if (before !== null && after !== null) {
    return diffTwiml(before, after).find(({ severity }) => severity === 'breaking')?.message
  }
  if (before !== null) return 'The answer is no TwiML any more.'
  if (after !== null) return 'The answer is TwiML now.'
  return sameBytes(expected, actual) ? undefined : 'The answer is another one.'
}

function sameBytes(expected: ObservedExchange, actual: ObservedExchange): boolean {
  const [a, b] = [expected, actual].map(({ response }) =>
    response === null ? new Uint8Array() : bytesOf(response.body),
  )
  return a !== undefined && b !== undefined && a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** How an exchange went wrong, in a few words. */
export function failureIn(exchange: ObservedExchange): string {
  const failure = failureOf(exchange)
  if (failure !== null) return failure.message
  return exchange.response === null ? 'nothing came back' : `HTTP ${exchange.response.status}`
}
