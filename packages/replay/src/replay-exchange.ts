import type { Exchange, ExchangeResponse, Problem } from '@ringback/recording'
import { compareAnswers } from './compare-answers.ts'
import type { Difference } from './difference.ts'
import type { ReplayedExchange } from './events.ts'
import { maskAnswer } from './masked.ts'
import { originOf } from './origin-of.ts'
import type { ReplayOptions } from './replay.ts'
import { resend } from './resend.ts'

type Means = Pick<ReplayOptions, 'clientFor' | 'redactor'>

/** Sends one recorded request to the app again and compares the answers. */
export async function replayExchange(exchange: Exchange, means: Means): Promise<ReplayedExchange> {
  const webhook = resend(exchange)
  if ('skip' in webhook) {
    const nothing = { differences: [], answer: null, problem: null, durationMs: 0 }
    return { exchange, verdict: 'skipped', reason: webhook.skip, ...nothing }
  }
  const { hops } = await means.clientFor(originOf(webhook.url)).send(webhook)
  // The recorder sees each request of a redirect by itself, so the first answer is the one to compare.
  const hop = hops.find(({ response }) => response !== null) ?? hops.at(-1)
  const answer = hop?.response ?? null
  const problem = answer === null ? (hop?.problem ?? null) : null
  const redacted = answer === null ? null : redactedAs(exchange, answer, means)
  const differences = differencesOf(exchange, redacted, problem, means)
  return {
    exchange,
    verdict: differences.length === 0 ? 'same' : 'changed',
    differences,
    answer: redacted,
    problem,
    durationMs: hop?.durationMs ?? 0,
  }
}

function redactedAs(exchange: Exchange, answer: ExchangeResponse, { redactor }: Means): ExchangeResponse {
  if (exchange.redaction === undefined || redactor === undefined) return answer
  return redactor.redactAnswer(answer, exchange.request)
}

function differencesOf(
  exchange: Exchange,
  actual: ExchangeResponse | null,
  problem: Problem | null,
  { redactor }: Means,
): readonly Difference[] {
  const expected = exchange.response
  if (expected === null || actual === null) return differenceOfSilence(expected, actual, problem)
  const key = exchange.redaction?.keyId
  if (key === undefined || key === redactor?.keyId) return compareAnswers(expected, actual)
  return compareAnswers(maskAnswer(expected), maskAnswer(actual))
}

function differenceOfSilence(
  expected: ExchangeResponse | null,
  actual: ExchangeResponse | null,
  problem: Problem | null,
): readonly Difference[] {
  if (expected === null && actual === null) return []
  if (actual !== null) {
    const message = `The app answers ${actual.status}; it gave no answer when this was recorded.`
    return [{ code: 'answers-now', severity: 'safe', message }]
  }
  return [
    {
      code: 'no-answer',
      severity: 'breaking',
      message: `The app gives no answer: ${problem?.message ?? 'nothing came back'}.`,
    },
  ]
}
