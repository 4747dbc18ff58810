import type { ExchangeResponse } from '@ringback/recording'
import { isNoAnswer, type NoAnswer } from './ask-app.ts'

/** Whether it is still worth asking the app. */
export interface CircuitBreaker {
  /** True: nothing is sent any more. */
  readonly isOpen: () => boolean
  /** The reason given for requests that are not sent. */
  readonly reason: () => NoAnswer
  /** Takes the outcome of a request. */
  readonly note: (answer: ExchangeResponse | NoAnswer) => void
}

/** Opens when that many requests in a row ran into the time limit: an app that hangs would take hours. */
export function createCircuitBreaker(limit = 3): CircuitBreaker {
  let timeouts = 0
  return {
    isOpen: () => timeouts >= limit,
    reason: () => ({
      timedOut: true,
      reason: `it did not answer the ${limit} requests before this one, so this one was not sent`,
    }),
    note(answer) {
      timeouts = isNoAnswer(answer) && answer.timedOut ? timeouts + 1 : 0
    },
  }
}
