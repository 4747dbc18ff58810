import { compareAnswers, type AnswerDifference, type ObservedAnswer } from '@ringback/checks'
import type { Exchange, PseudonymVerdict, Recording } from '@ringback/recording'
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
  const exchanges: Exchange[] = []
  for (const { replayed, original } of results) {
    if (means.signal?.aborted === true) return undefined
    exchanges.push(original === null ? replayed.exchange : await noted(replayed.exchange, means))
  }
  const isNew = exchanges.some((exchange, at) => exchange !== results[at]?.replayed.exchange)
  return isNew ? { ...recording, exchanges } : undefined
}

async function noted(exchange: Exchange, means: Means): Promise<Exchange> {
  const { redaction } = exchange
  const webhook = resend(exchange)
  if (redaction === undefined || 'skip' in webhook || 'damage' in webhook) return exchange
  const withPseudonyms = verdictOn(exchange, await sendRecorded(webhook, means), means)
  if (withPseudonyms === redaction.withPseudonyms) return exchange
  return { ...exchange, redaction: { ...redaction, withPseudonyms } }
}

function verdictOn(exchange: Exchange, actual: ObservedAnswer, { redactor }: Means): PseudonymVerdict {
  const { kind, request, response, problem } = exchange
  const recorded = { url: request.url, response, problem }
  const plain = compareAnswers(recorded, actual, { kind, redacted: ['numbers', 'sids', 'names'] })
  if (saysNothing(plain)) return 'same'
  if (actual.response === null || redactor === undefined) return 'different'
  const redacted = redactor.redactAnswer(actual.response, request, response)
  return saysNothing(compareAnswers(recorded, { ...actual, response: redacted }, { kind }))
    ? 'same-with-key'
    : 'different'
}

function saysNothing(differences: readonly AnswerDifference[]): boolean {
  return differences.every(({ severity }) => severity === 'not-comparable')
}
