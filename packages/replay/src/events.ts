import type { Exchange, ExchangeResponse, Problem, Recording } from '@ringback/recording'
import type { Difference } from './difference.ts'

/** `changed`: there are differences; `skipped`: it was not sent, `reason` says why. */
export type ReplayVerdict = 'same' | 'changed' | 'skipped'

/** What became of one recorded exchange. */
export interface ReplayedExchange {
  /** As it was recorded. */
  readonly exchange: Exchange
  readonly verdict: ReplayVerdict
  readonly differences: readonly Difference[]
  /** What the app answered this time, redacted as the recording is; null when it was skipped or did not answer. */
  readonly answer: ExchangeResponse | null
  readonly problem: Problem | null
  readonly durationMs: number
  readonly reason?: string
}

export interface ReplayCounts {
  readonly recordings: number
  readonly same: number
  readonly changed: number
  readonly skipped: number
}

export type ReplayEvent =
  | { readonly type: 'recording'; readonly recording: Recording }
  | ({ readonly type: 'exchange' } & ReplayedExchange)
  /** The new answers of a recording were accepted (`update`). */
  | { readonly type: 'updated'; readonly recording: Recording }
  | { readonly type: 'finished'; readonly counts: ReplayCounts }
