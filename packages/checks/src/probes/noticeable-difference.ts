import { compareAnswers } from '../compare/compare-answers.ts'
import { isAnswered } from '../is-answered.ts'
import type { ObservedAnswer } from '../compare/compare-options.ts'
import type { ProbedExchange } from '../probe.ts'

/** What the caller would notice of the difference between two good answers; undefined when it is nothing. */
export function noticeableDifference(expected: ProbedExchange, actual: ProbedExchange): string | undefined {
  if (!isAnswered(expected) || !isAnswered(actual)) return undefined
  return compareAnswers(answerIn(expected), answerIn(actual), { kind: expected.kind }).find(
    ({ severity }) => severity === 'breaking',
  )?.message
}

function answerIn({ request, response, redirectedTo }: ProbedExchange): ObservedAnswer {
  return { url: redirectedTo ?? request.url, response, problem: null }
}
