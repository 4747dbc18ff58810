import type { AnswerView, FindingView } from './call-view.ts'

/** What can be done besides looking. */
export interface Abilities {
  /** Where the app listens; null: nothing can be sent. */
  readonly app: string | null
  /** Why nothing can be sent, or what is unusual about what is sent; null where there is nothing to say. */
  readonly note: string | null
  /** Whether originals can be asked for. */
  readonly canReveal: boolean
}

/** One difference between two answers, as the caller notices it. */
export interface DifferenceView {
  readonly severity: 'breaking' | 'safe' | 'not-comparable'
  readonly message: string
  /** Where in the TwiML. */
  readonly where: string | null
}

/** What came back on a request that was sent again. */
export interface SentView {
  /** The id of the recorded exchange that it is compared with. */
  readonly exchange: string
  readonly verdict: 'same' | 'changed' | 'not-comparable' | 'skipped' | 'failed'
  /** What was sent: the `original` request, the `recorded` one, an `edited` one, or nothing. */
  readonly sent: 'original' | 'recorded' | 'edited' | null
  /** Why it was skipped or is not comparable. */
  readonly reason: string | null
  readonly differences: readonly DifferenceView[]
  /** What the checks find in the new answer. */
  readonly findings: readonly FindingView[]
  /** Redacted as the recording is; null when nothing came back. */
  readonly answer: AnswerView | null
  /** Why nothing came back. */
  readonly problem: string | null
  readonly durationMs: number
}

/** Name and value of each parameter of a request, in order. */
export type ParameterPairs = readonly (readonly [name: string, value: string])[]

/** An edge case of the catalog, as it changes one recorded request. */
export interface EdgeCaseView {
  /** `From:withheld-anonymous` */
  readonly name: string
  /** The parameters of the request with the edge case in it. */
  readonly parameters: ParameterPairs
}
