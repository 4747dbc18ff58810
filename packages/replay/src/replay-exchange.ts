import { compareAnswers, type AnswerDifference, type ObservedAnswer } from '@ringback/checks'
import { messageOf } from '@ringback/common'
import type { Exchange, ExchangeResponse } from '@ringback/recording'
import type { Hop, WebhookRequest } from '@ringback/twilio-client/node'
import type { ReplayedExchange, ReplayVerdict } from './events.ts'
import { originOf } from './origin-of.ts'
import type { ReplayOptions } from './replay-options.ts'
import { resend } from './resend.ts'

type Means = Pick<ReplayOptions, 'clientFor' | 'redactor'>

/** Sends one recorded request to the app again and compares the answers. Does not reject for what is recorded. */
export async function replayExchange(exchange: Exchange, means: Means): Promise<ReplayedExchange> {
  const nothing = { exchange, differences: [], answer: null, problem: null, durationMs: 0 }
  const webhook = resend(exchange)
  if ('skip' in webhook) return { ...nothing, verdict: 'skipped', reason: webhook.skip }
  const failed = (code: string, message: string): ReplayedExchange => ({
    ...nothing,
    verdict: 'failed',
    problem: { code, message },
  })
  if ('damage' in webhook) return failed('damaged-recording', webhook.damage)
  try {
    return judged(exchange, await firstAnswer(webhook, means), means)
  } catch (error) {
    return failed('not-sent', `The request could not be sent: ${messageOf(error)}`)
  }
}

/** The recorder sees each request of a redirect by itself, so the first answer is the one to compare. */
async function firstAnswer(webhook: WebhookRequest, { clientFor }: Means): Promise<Hop | undefined> {
  const { hops } = await clientFor(originOf(webhook.url)).send(webhook)
  return hops.find(({ response }) => response !== null) ?? hops.at(-1)
}

function judged(exchange: Exchange, hop: Hop | undefined, means: Means): ReplayedExchange {
  const received = hop?.response ?? null
  const problem = received === null ? (hop?.problem ?? null) : null
  const answer = received === null ? null : redactedAs(exchange, received, means)
  const { url } = exchange.request
  const differences = compareAnswers(
    recordedAnswer(exchange),
    { url, response: answer, problem },
    {
      kind: exchange.kind,
      redacted: isComparable(exchange, means) ? [] : ['numbers', 'sids'],
    },
  )
  const verdict = verdictOf(differences)
  return { exchange, verdict, differences, answer, problem, durationMs: hop?.durationMs ?? 0 }
}

function redactedAs(exchange: Exchange, answer: ExchangeResponse, { redactor }: Means): ExchangeResponse {
  if (exchange.redaction === undefined || redactor === undefined) return answer
  return redactor.redactAnswer(answer, exchange.request, exchange.response)
}

function recordedAnswer({ request: { url }, response, problem }: Exchange): ObservedAnswer {
  return { url, response, problem }
}

/** Whether both answers are as they were, or redacted under the same key. */
function isComparable({ redaction }: Exchange, { redactor }: Means): boolean {
  return redaction === undefined || redaction.keyId === redactor?.keyId
}

function verdictOf(differences: readonly AnswerDifference[]): ReplayVerdict {
  if (differences.length === 0) return 'same'
  return differences.every(({ severity }) => severity === 'not-comparable') ? 'not-comparable' : 'changed'
}
