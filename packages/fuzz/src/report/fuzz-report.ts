import type { FuzzFinding } from '../findings/finding.ts'
import type { CoverageSummary } from './coverage-summary.ts'

/** The outcome of a run. */
export interface FuzzReport {
  readonly seed: number
  /** Random webhooks that were sent. */
  readonly runs: number
  /** All requests to the app. */
  readonly requests: number
  /** Answers that the checks have looked at. */
  readonly judged: number
  /** Pages of the app that gave an answer which Twilio can use: a path counts once for each thing Twilio asks it. */
  readonly reachedPages: number
  readonly durationMs: number
  readonly coverage: CoverageSummary
  readonly findings: readonly FuzzFinding[]
}

/**
 * Whether a run says nothing about the app: no answer was judged, or only the first page was reached, for example when
 * the Voice URL is wrong. A run without findings is not a success then.
 */
export function judgedNothing({
  judged,
  reachedPages,
}: Pick<FuzzReport, 'judged' | 'reachedPages'>): boolean {
  return judged === 0 || reachedPages < 2
}
