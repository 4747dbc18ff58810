import type { AnswerDifference } from '@ringback/checks'
import type { Exchange, ExchangeResponse, Problem, Recording } from '@ringback/recording'

/**
 * `changed`: the answers differ. `not-comparable`: they may, and redaction hides it. `skipped`: not sent, `reason` says
 * why. `failed`: it could not be sent although it should have been, `problem` says why.
 */
export type ReplayVerdict = 'same' | 'changed' | 'not-comparable' | 'skipped' | 'failed'

/** What became of one recorded exchange. */
export interface ReplayedExchange {
  /** As it was recorded. */
  readonly exchange: Exchange
  readonly verdict: ReplayVerdict
  /** What was sent: the `original` request, the `recorded` one (redacted where the recording is), or null: nothing. */
  readonly sent: 'original' | 'recorded' | null
  readonly differences: readonly AnswerDifference[]
  /** The differences with the real values: for a terminal, never for a file. With `reveal` and an original only. */
  readonly revealed?: readonly AnswerDifference[]
  /** What the app answered this time, redacted as the recording is; null when nothing was sent or no answer came back. */
  readonly answer: ExchangeResponse | null
  readonly problem: Problem | null
  /** Milliseconds that the app took; 0 when nothing was sent. */
  readonly durationMs: number
  /** Why it was skipped or is not comparable. */
  readonly reason?: string
}

/** How many exchanges got which verdict. */
export interface ReplayCounts {
  readonly recordings: number
  /** Exchanges whose answers were compared: `same` and `changed`. 0 means that the replay says nothing about the app. */
  readonly judged: number
  readonly same: number
  readonly changed: number
  readonly notComparable: number
  readonly skipped: number
  readonly failed: number
}

/** What happens during a replay, in this order; `finished` is the last one. */
export type ReplayEvent =
  | { readonly type: 'recording'; readonly recording: Recording }
  | ({ readonly type: 'exchange' } & ReplayedExchange)
  /** It was noted how the app answers the redacted requests of a recording (`note`). */
  | { readonly type: 'noted'; readonly recording: Recording }
  /** The new answers of a recording were accepted (`update`). */
  | { readonly type: 'updated'; readonly recording: Recording }
  | { readonly type: 'finished'; readonly counts: ReplayCounts }
