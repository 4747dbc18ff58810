import type { Severity } from '@ringback/catalog'

/** What is wrong with something that was judged. */
export interface ReportedProblem {
  /** Stable and in kebab case: `http-status`, `twiml-unknown-element`. */
  readonly code: string
  readonly severity: Severity
  readonly message: string
  /** The file that it is about or is kept in, from the working directory. */
  readonly file?: string
  /** From 1. */
  readonly line?: number
  /** From 1. */
  readonly column?: number
  /** What Twilio's debugger would log. */
  readonly twilioCode?: number
  /** A command line that shows it again. */
  readonly reproduce?: string
  /** The same for the same cause in every run. */
  readonly fingerprint?: string
  /** Where it occurs, for a baseline. Default: suite and name of its case. */
  readonly where?: string
  /** Why it is accepted, when it stands in the baseline: it does not fail the case. */
  readonly accepted?: string
}

/**
 * One thing that a command judges: an exchange, an interaction, a page. `pending`: it failed, and is not binding yet;
 * `not-judged`: it was left out, `reason` says why.
 */
export interface JudgedCase {
  /** What it belongs to: a call, a webhook kind, a contract. */
  readonly suite: string
  readonly name: string
  readonly verdict: 'passed' | 'failed' | 'pending' | 'not-judged'
  readonly seconds: number
  readonly problems: readonly ReportedProblem[]
  readonly reason?: string
}

/** How many cases got which verdict. */
export interface CaseCounts {
  readonly passed: number
  readonly failed: number
  readonly pending: number
  readonly notJudged: number
}

/** Counts cases by their verdicts. */
export function countCases(cases: readonly JudgedCase[]): CaseCounts {
  const number = (wanted: JudgedCase['verdict']): number =>
    cases.filter(({ verdict }) => verdict === wanted).length
  return {
    passed: number('passed'),
    failed: number('failed'),
    pending: number('pending'),
    notJudged: number('not-judged'),
  }
}

/** The problem to name first where there is room for one: an error before a warning before a hint, none that is accepted. */
export function mainProblem(problems: readonly ReportedProblem[]): ReportedProblem | undefined {
  const open = problems.filter(({ accepted }) => accepted === undefined)
  const [first] = open
  const worst = (['error', 'warning'] as const).map((wanted) =>
    open.find(({ severity }) => severity === wanted),
  )
  return worst.find((problem) => problem !== undefined) ?? first
}

/** `3 passed, 1 failed, 2 not judged`. */
export function countsText({ passed, failed, pending, notJudged }: CaseCounts): string {
  return [
    `${passed} passed`,
    `${failed} failed`,
    ...(pending === 0 ? [] : [`${pending} pending`]),
    ...(notJudged === 0 ? [] : [`${notJudged} not judged`]),
  ].join(', ')
}
