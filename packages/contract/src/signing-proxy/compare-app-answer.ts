import type { ExchangeResponse } from '@ringback/recording'
import {
  compareWithContract,
  compareWithForeignPact,
  compareWithOriginal,
  type HeardAnswers,
} from '../compare/compare-with-contract.ts'
import type { ContractNote } from '../pact/contract-note.ts'
import type { ContractDifference } from '../compare/contract-difference.ts'
import type { PactInteraction } from '../pact/pact.ts'
import { askApp, isNoAnswer } from './ask-app.ts'
import { forgedAccepted } from './forged-accepted.ts'
import type { SigningProxyOptions } from './signing-proxy-options.ts'
import type { Webhook } from './webhook.ts'

/** What the app answered to a webhook, and how that departs from the contract. */
export interface ComparedAnswer {
  /** Null when nothing whole came back. */
  readonly answer: ExchangeResponse | null
  readonly differences: readonly ContractDifference[]
  /** The differences with the real values, where they may be revealed. */
  readonly revealed?: readonly ContractDifference[] | undefined
  /** Absent for interactions of other tools, and where nothing was sent. */
  readonly heard?: HeardAnswers | undefined
}

type Means = Pick<SigningProxyOptions, 'access' | 'circuitBreaker' | 'originalOf' | 'redactor' | 'reveal'>

/** Asks the app and compares its answer. Asks again with a wrong signature where the contract says so. */
export async function compareAppAnswer(
  webhook: Webhook,
  interaction: PactInteraction | undefined,
  means: Means,
): Promise<ComparedAnswer> {
  const { access, circuitBreaker } = means
  // Anything else would change the host: `@other.example.com/`.
  if (!webhook.target.startsWith('/')) return { answer: null, differences: [notAPath(webhook)] }
  const answer = circuitBreaker.isOpen() ? circuitBreaker.reason() : await askApp(webhook, access)
  circuitBreaker.note(answer)
  const url = `${access.publicUrl}${webhook.target}`
  const actual = isNoAnswer(answer)
    ? { url, response: null, problem: { code: 'no-answer', message: answer.reason } }
    : { url, response: answer, problem: null }
  const { note } = webhook
  const compared =
    note === undefined || interaction === undefined
      ? undefined
      : compareWithContract({ ...webhook, note, response: interaction.response }, actual, {
          redactor: means.redactor,
          originalsExpected: means.originalOf !== undefined,
        })
  const differences =
    note === undefined || compared === undefined
      ? compareWithForeignPact(interaction, actual)
      : withoutCookies(note, compared.differences)
  const heard = compared?.heard
  const revealed =
    means.reveal === true && note !== undefined && webhook.original !== undefined
      ? compareWithOriginal(note, webhook.original, actual)
      : undefined
  if (isNoAnswer(answer)) return { answer: null, differences, revealed, heard }
  const accepted = await forgedAccepted(webhook, access)
  return {
    answer,
    differences: [...differences, ...accepted],
    revealed: revealed && [...revealed, ...accepted],
    heard,
  }
}

/** What the app said in a recorded call may depend on a cookie: then another document is no breach that can be told. */
function withoutCookies(
  { recorded }: ContractNote,
  differences: readonly ContractDifference[],
): readonly ContractDifference[] {
  if (recorded?.hasCookie !== true) return differences
  return differences.map((difference) =>
    difference.code === 'twiml' && difference.severity === 'breaking'
      ? {
          ...difference,
          severity: 'not-comparable',
          message: `${difference.message} The recorded request had a cookie, which a contract does not hold. ringback replay sends whole calls, with their cookies.`,
        }
      : difference,
  )
}

function notAPath({ target }: Webhook): ContractDifference {
  const message = `The target ${JSON.stringify(target)} in the pact is not a path. Nothing was sent.`
  return { code: 'pact', severity: 'breaking', message }
}
