import { coverageCounter, type CoverageCounter } from '@ringback/arbitraries'

/** What was sent and judged so far. The phases count into it. */
export interface Tally {
  requests: number
  /** Random webhooks. */
  runs: number
  calls: number
  /** Answers that the checks have looked at. */
  judged: number
  /** Pages of the app that gave an answer which Twilio can use. */
  readonly reachedPages: Set<string>
  /** The part of the catalog that was sent. */
  readonly coverage: CoverageCounter
}

/** Creates a tally of zero. */
export function createTally(): Tally {
  return { requests: 0, runs: 0, calls: 0, judged: 0, reachedPages: new Set(), coverage: coverageCounter() }
}
