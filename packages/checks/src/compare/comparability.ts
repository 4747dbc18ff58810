import type { ExchangeResponse, RedactionSummary } from '@ringback/recording'
import type { AnswerDifference } from './answer-difference.ts'
import type { RedactedPart } from './compare-options.ts'

/** What is known of the redaction of an answer. */
export type RedactionNote = Pick<RedactionSummary, 'keyId' | 'withPseudonyms'> & Partial<RedactionSummary>

/** What is available to compare a redacted answer with a new one. */
export interface ComparisonMeans {
  /** The id of the redaction key that new answers are redacted under; undefined without a key. */
  readonly keyId?: string | undefined
  /**
   * True where originals are looked for: what has none is then judged strictly only if it was noted that the app answers
   * the redacted request alike. Default: false, and everything is judged.
   */
  readonly originalsExpected?: boolean
}

/** How far a redacted answer can be compared with the answer to the redacted request. */
export interface Comparability {
  /** What of the answers is left out of the comparison. */
  readonly redacted: readonly RedactedPart[]
  /** Why a difference would say nothing; null where it would. */
  readonly doubt: string | null
  /** What is compared in place of the recorded answer: what the app answered to the redacted request. */
  readonly expected?: ExchangeResponse
}

/** How far the answer to a redacted request can be compared, where its original is missing. */
export function comparabilityOf(
  redaction: RedactionNote | undefined,
  { keyId, originalsExpected = false }: ComparisonMeans,
): Comparability {
  if (redaction === undefined || isUntouched(redaction)) return { redacted: [], doubt: null }
  const hasKey = keyId === redaction.keyId
  const redacted = hasKey ? [] : (['numbers', 'sids', 'names'] as const)
  const note = redaction.withPseudonyms
  if (note === 'different') {
    const { answerToPseudonyms: expected } = redaction
    return expected === undefined
      ? { redacted, doubt: 'the answer depends on a redacted value' }
      : { redacted, doubt: null, expected }
  }
  if (note === 'same-with-key' && !hasKey) return { redacted, doubt: 'the answer contains redacted values' }
  if (note === undefined && originalsExpected)
    return { redacted, doubt: 'the answer may depend on a redacted value, and the original is missing' }
  return { redacted, doubt: null }
}

/** Whether there was nothing to redact. */
function isUntouched({ replaced }: RedactionNote): boolean {
  return replaced !== undefined && Object.values(replaced).every((count) => count === 0)
}

/** The differences as far as they say something: under a doubt all of them are `not-comparable`. */
export function withDoubt(
  differences: readonly AnswerDifference[],
  { doubt }: Comparability,
): readonly AnswerDifference[] {
  return doubt === null
    ? differences
    : differences.map((difference) => ({ ...difference, severity: 'not-comparable' }))
}
