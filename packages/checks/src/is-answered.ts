import { failureOf, isSuccess } from './answer.ts'
import type { ObservedExchange } from './check.ts'

/** True when Twilio can use the answer: it is whole and has a 2xx status. */
export function isAnswered(exchange: ObservedExchange): boolean {
  return failureOf(exchange) === null && exchange.response !== null && isSuccess(exchange.response)
}

/** How an exchange went wrong, in a few words. */
export function failureIn(exchange: ObservedExchange): string {
  const failure = failureOf(exchange)
  if (failure !== null) return failure.message
  return exchange.response === null ? 'no answer came back' : `HTTP ${exchange.response.status}`
}
