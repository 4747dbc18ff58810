import {
  comparabilityOf,
  compareAnswers,
  compareOriginals,
  withDoubt,
  type AnswerDifference,
  type ObservedAnswer,
} from '@ringback/checks'
import type { Exchange, ExchangeResponse } from '@ringback/recording'
import type { ReplayOptions } from './replay-options.ts'

/** How a new answer compares with the recorded one. */
export interface Comparison {
  readonly differences: readonly AnswerDifference[]
  /** With the real values. */
  readonly revealed?: readonly AnswerDifference[]
  /** The new answer as it may be written: redacted where the recording is. */
  readonly answer: ExchangeResponse | null
  /** Why differences say nothing; absent where they do. */
  readonly reason?: string
}

type Means = Pick<ReplayOptions, 'redactor' | 'originalOf' | 'reveal'>

/** The answer to a recorded request, redacted where the recording is. */
export function compareRecorded(exchange: Exchange, actual: ObservedAnswer, means: Means): Comparison {
  const { redactor, originalOf } = means
  const comparability = comparabilityOf(exchange.redaction, {
    keyId: redactor?.keyId,
    originalsExpected: originalOf !== undefined,
  })
  const { expected = exchange.response } = comparability
  const answer =
    actual.response === null || exchange.redaction === undefined || redactor === undefined
      ? actual.response
      : redactor.redactAnswer(actual.response, exchange.request, expected)
  const differences = withDoubt(
    compareAnswers(
      { ...answerOf(exchange), response: expected },
      { ...actual, response: answer },
      {
        kind: exchange.kind,
        redacted: comparability.redacted,
      },
    ),
    comparability,
  )
  return { differences, answer, ...reasonIn(differences, comparability.doubt) }
}

/** The answer to an original request; the differences are said in redacted terms, and with `reveal` also as they are. */
export function compareOriginal(
  { exchange, original }: { readonly exchange: Exchange; readonly original: Exchange },
  actual: ObservedAnswer,
  { redactor, reveal = false }: Means,
): Comparison {
  const redacted =
    actual.response === null || redactor === undefined
      ? null
      : redactor.redactExchange(withAnswer(original, actual)).response
  const options = { kind: exchange.kind }
  const differences = compareOriginals(
    { original: answerOf(original), redacted: answerOf(exchange) },
    { original: actual, redacted: { ...actual, url: exchange.request.url, response: redacted } },
    options,
  )
  return {
    differences,
    ...(reveal && { revealed: compareAnswers(answerOf(original), actual, options) }),
    answer: redacted,
    ...reasonIn(differences, null),
  }
}

/** An exchange with another answer, as if it had not been redacted. */
function withAnswer(
  { redaction: _redaction, ...exchange }: Exchange,
  { response, problem }: ObservedAnswer,
): Exchange {
  return { ...exchange, response, problem }
}

function answerOf({ request: { url }, response, problem }: Exchange): ObservedAnswer {
  return { url, response, problem }
}

function reasonIn(
  differences: readonly AnswerDifference[],
  doubt: string | null,
): { readonly reason?: string } {
  const [first] = differences
  if (first === undefined || differences.some(({ severity }) => severity !== 'not-comparable')) return {}
  return { reason: doubt ?? first.message }
}
