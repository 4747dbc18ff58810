import type { AnswerDifference, ObservedAnswer } from '@ringback/checks'
import { messageOf } from '@ringback/common'
import type { Exchange } from '@ringback/recording'
import { compareOriginal, compareRecorded } from './compare-recorded.ts'
import type { Delivery } from './deliveries.ts'
import type { ReplayedExchange, ReplayVerdict } from './events.ts'
import type { ReplayOptions } from './replay-options.ts'
import { resend } from './resend.ts'
import { sendRecorded } from './send-recorded.ts'

type Means = Pick<ReplayOptions, 'clientFor' | 'redactor' | 'originalOf' | 'reveal'>

/** What became of an exchange, and what must not be told of it. */
export interface ReplayResult {
  readonly replayed: ReplayedExchange
  /** Null where there is none. */
  readonly original: Exchange | null
  /** As it came, not redacted; null when nothing was sent. */
  readonly received: ObservedAnswer | null
}

/** Sends one recorded request to the app again and compares the answers. Does not reject for what is recorded. */
export async function replayExchange(
  exchange: Exchange,
  means: Means,
  delivery?: Delivery,
): Promise<ReplayResult> {
  const untold = { original: null, received: null }
  const nothing = { exchange, sent: null, differences: [], answer: null, problem: null, durationMs: 0 }
  const failed = (code: string, message: string): ReplayResult => ({
    ...untold,
    replayed: { ...nothing, verdict: 'failed', problem: { code, message } },
  })
  try {
    const original = await originalFor(exchange, means)
    const webhook = resend(original ?? exchange, delivery)
    if ('skip' in webhook)
      return { ...untold, replayed: { ...nothing, verdict: 'skipped', reason: webhook.skip } }
    if ('damage' in webhook) return failed('damaged-recording', webhook.damage)
    const received = await sendRecorded(webhook, means)
    const { durationMs, problem } = received
    const comparison =
      original === null
        ? compareRecorded(exchange, received, means)
        : compareOriginal({ exchange, original }, received, means)
    const verdict = verdictOf(comparison.differences)
    const sent = original === null ? 'recorded' : 'original'
    return {
      replayed: { exchange, verdict, sent, ...comparison, problem, durationMs },
      original,
      received,
    }
  } catch (error) {
    return failed('not-sent', `The request could not be sent: ${messageOf(error)}`)
  }
}

/** The original of a redacted exchange, where there is one and its answers can be redacted. */
async function originalFor(exchange: Exchange, { redactor, originalOf }: Means): Promise<Exchange | null> {
  if (exchange.redaction === undefined || redactor === undefined || originalOf === undefined) return null
  return originalOf(exchange)
}

function verdictOf(differences: readonly AnswerDifference[]): ReplayVerdict {
  if (differences.length === 0) return 'same'
  return differences.every(({ severity }) => severity === 'not-comparable') ? 'not-comparable' : 'changed'
}
