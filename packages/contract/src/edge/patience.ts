import type { ExchangeResponse } from '@ringback/recording'
import { isNoAnswer, type NoAnswer } from './ask-app.ts'

/** Whether it is still worth asking the app. */
export interface Patience {
  readonly isOver: () => boolean
  /** What is said of the requests that are not sent any more. */
  readonly reason: () => NoAnswer
  /** Takes the outcome of a request. */
  readonly note: (answer: ExchangeResponse | NoAnswer) => void
}

/** Ends when that many requests in a row ran into the time limit: an app that hangs would take hours. */
export function createPatience(limit = 3): Patience {
  let inARow = 0
  return {
    isOver: () => inARow >= limit,
    reason: () => ({
      timedOut: true,
      reason: `it did not answer the ${limit} requests before this one, which was not sent any more`,
    }),
    note(answer) {
      inARow = isNoAnswer(answer) && answer.timedOut ? inARow + 1 : 0
    },
  }
}
