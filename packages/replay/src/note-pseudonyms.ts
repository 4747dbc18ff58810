import { compareAnswers, comparedHeaders, type CompareOptions, type ObservedAnswer } from '@ringback/checks'
import type { Exchange, ExchangeResponse, PseudonymVerdict, Recording } from '@ringback/recording'
import { deliveriesOf, type Delivery } from './deliveries.ts'
import type { ReplayResult } from './replay-exchange.ts'
import type { ReplayOptions } from './replay-options.ts'
import { resend } from './resend.ts'
import { sendRecorded } from './send-recorded.ts'

type Means = Pick<ReplayOptions, 'clientFor' | 'redactor' | 'signal'>

/**
 * Sends the redacted requests of a recording whose originals were answered as before, and notes in each exchange how the
 * app answers them. Undefined when there is nothing to note, or nothing new.
 */
export async function notePseudonyms(
  recording: Recording,
  results: readonly ReplayResult[],
  means: Means,
): Promise<Recording | undefined> {
  const isGreen = results.every(({ replayed: { verdict } }) => verdict === 'same' || verdict === 'skipped')
  if (!isGreen || !results.some(({ original }) => original !== null)) return undefined
  const deliveries = deliveriesOf(recording.exchanges)
  const exchanges: Exchange[] = []
  for (const { replayed, original } of results) {
    if (means.signal?.aborted === true) return undefined
    exchanges.push(
      original === null
        ? replayed.exchange
        : await noted(replayed.exchange, means, deliveries.get(replayed.exchange)),
    )
  }
  const isNew = exchanges.some((exchange, at) => exchange !== results[at]?.replayed.exchange)
  return isNew ? { ...recording, exchanges } : undefined
}

async function noted(exchange: Exchange, means: Means, delivery: Delivery | undefined): Promise<Exchange> {
  const { redaction } = exchange
  const webhook = resend(exchange, delivery)
  if (redaction === undefined || 'skip' in webhook || 'damage' in webhook) return exchange
  const actual = await sendRecorded(webhook, means)
  const withPseudonyms = verdictOn(exchange, exchange.response, actual, means)
  const answerToPseudonyms =
    withPseudonyms === 'different' ? comparableAnswer(exchange, actual, means) : undefined
  const { answerToPseudonyms: before, ...others } = redaction
  const isAnswerKept =
    before === undefined || answerToPseudonyms === undefined
      ? before === answerToPseudonyms
      : verdictOn(exchange, before, actual, means) === 'same'
  if (isAnswerKept && withPseudonyms === redaction.withPseudonyms) return exchange
  return {
    ...exchange,
    redaction: { ...others, withPseudonyms, ...(answerToPseudonyms && { answerToPseudonyms }) },
  }
}

/** The answer to a redacted request, redacted; undefined where it could not be compared without the key. */
function comparableAnswer(
  exchange: Exchange,
  actual: ObservedAnswer,
  means: Means,
): ExchangeResponse | undefined {
  const { response } = actual
  const { redactor } = means
  if (response === null || redactor === undefined) return undefined
  const { status, headers, body } = redactor.redactAnswer(response, exchange.request, exchange.response)
  const kept = { status, headers: headers.filter(([name]) => comparedHeaders.has(name.toLowerCase())), body }
  const redacted = redactor.redactAnswer(response, exchange.request, kept)
  return verdictOn(exchange, kept, actual, means) === 'same' &&
    isAlike(exchange, kept, { ...actual, response: redacted })
    ? kept
    : undefined
}

function verdictOn(
  exchange: Exchange,
  expected: ExchangeResponse | null,
  actual: ObservedAnswer,
  { redactor }: Means,
): PseudonymVerdict {
  if (isAlike(exchange, expected, actual, ['numbers', 'sids', 'names'])) return 'same'
  if (actual.response === null || redactor === undefined) return 'different'
  const response = redactor.redactAnswer(actual.response, exchange.request, expected)
  return isAlike(exchange, expected, { ...actual, response }) ? 'same-with-key' : 'different'
}

function isAlike(
  { kind, request, problem }: Exchange,
  expected: ExchangeResponse | null,
  actual: ObservedAnswer,
  redacted: CompareOptions['redacted'] = [],
): boolean {
  const recorded = { url: request.url, response: expected, problem }
  return compareAnswers(recorded, actual, { kind, redacted }).every(
    ({ severity }) => severity === 'not-comparable',
  )
}
