import { bytesOf, type ExchangeResponse } from '@ringback/recording'
import { lintTwiml } from '@ringback/twiml'
import { headerOf } from '../build/answer-of.ts'
import { judgeAnswer } from '../judge/judge-answer.ts'
import type { Judgement } from '../judge/judgement.ts'
import type { PactInteraction } from '../pact/pact.ts'
import type { Webhook } from './webhook.ts'

/** What the hop found about one request. */
export interface JudgedRequest {
  /** Undefined when the request belongs to no known interaction. */
  readonly interaction: PactInteraction | undefined
  readonly judgements: readonly Judgement[]
  readonly durationMs: number
}

/** What the hop says of an answer: by the contract, or by what Twilio takes where the pact is another tool's. */
export function judgementsOn(
  interaction: PactInteraction | undefined,
  webhook: Webhook,
  answer: ExchangeResponse,
  publicUrl: string,
): readonly Judgement[] {
  const url = `${publicUrl}${webhook.target}`
  if (interaction !== undefined && webhook.note !== undefined) {
    return judgeAnswer({ note: webhook.note, response: interaction.response }, answer, url)
  }
  const contentType = headerOf(answer, 'content-type') ?? ''
  const expected = interaction?.response.body?.content
  if (answer.status >= 300 || typeof expected !== 'string' || !/<Response[\s/>]/.test(expected)) return []
  return lintTwiml(bytesOf(answer.body), { contentType, baseUrl: url }).flatMap(
    ({ severity, message, twilioCode }): readonly Judgement[] =>
      severity === 'error'
        ? [{ code: 'lint', severity: 'breaking', message, ...(twilioCode !== undefined && { twilioCode }) }]
        : [],
  )
}
