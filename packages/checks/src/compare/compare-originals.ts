import type { AnswerDifference } from './answer-difference.ts'
import { compareAnswers } from './compare-answers.ts'
import type { CompareOptions, ObservedAnswer } from './compare-options.ts'

/** An answer as it was, and as it stands redacted. */
export interface AnswerInBothTerms {
  readonly original: ObservedAnswer
  readonly redacted: ObservedAnswer
}

/**
 * Compares two answers as they were, and says the differences in redacted terms. Whether they differ, and how badly, is
 * decided by the originals alone; where only redacted values differ, one difference says so without them.
 */
export function compareOriginals(
  expected: AnswerInBothTerms,
  actual: AnswerInBothTerms,
  options: Omit<CompareOptions, 'redacted'>,
): readonly AnswerDifference[] {
  const real = compareAnswers(expected.original, actual.original, options)
  const worst = worstOf(real)
  if (worst === undefined) return []
  const shown = compareAnswers(expected.redacted, actual.redacted, options)
    // What is worse in redacted terms only is the redaction's doing.
    .map((difference) =>
      rank[difference.severity] > rank[worst.severity]
        ? { ...difference, severity: worst.severity }
        : difference,
    )
  const isSaid = shown.some(({ severity }) => severity === worst.severity)
  return isSaid ? shown : [...shown, inHiddenValue(worst)]
}

const rank: Readonly<Record<AnswerDifference['severity'], number>> = {
  'not-comparable': 0,
  safe: 1,
  breaking: 2,
}

function worstOf(differences: readonly AnswerDifference[]): AnswerDifference | undefined {
  return differences.toSorted((a, b) => rank[b.severity] - rank[a.severity])[0]
}

/** A difference without its values. */
function inHiddenValue({ code, severity, path }: AnswerDifference): AnswerDifference {
  const message = 'The answer differs in a value that is redacted.'
  return { code, severity, message, ...(path !== undefined && { path }) }
}
