import type { ReportView } from './report-view.ts'

/** What became of a finding when it was sent again, several times. */
export interface FindingReplayView {
  readonly verdict: 'FIXED' | 'FAILED'
  /** In how many of the tries it showed. */
  readonly failed: number
  readonly tries: number
  readonly message: string
}

/** The reports of a page, and what else it has. */
export interface Reports {
  /** One of each kind at most, in the order of the views. */
  readonly views: readonly ReportView[]
  /** There is a view of recorded calls. */
  readonly hasCalls: boolean
  /** Findings can be sent to the app again. */
  readonly canReplay: boolean
}
