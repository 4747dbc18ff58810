import type { ParameterRecord, WebhookKind } from '@ringback/catalog'
import type { FuzzFinding } from './finding.ts'
import type { StopReason } from './send/stop.ts'

export type Phase = 'probe' | 'recordings' | 'coverage' | 'random' | 'flows' | 'security'

/** How much of the catalog was sent to the app. */
export interface CoverageSummary {
  readonly kinds: Share
  readonly parameters: Share
  readonly values: Share
  /** What was not sent, and why. */
  readonly missed: readonly Missed[]
}

export interface Share {
  readonly hit: number
  readonly total: number
}

export interface Missed {
  readonly kind: WebhookKind
  /** Undefined when the whole kind was not sent. */
  readonly parameter?: string
  readonly value?: string
  readonly reason: string
}

/** The outcome of a run. */
export interface FuzzReport {
  readonly seed: number
  /** Random webhooks that were sent. */
  readonly runs: number
  /** Requests to the app in all. */
  readonly requests: number
  readonly durationMs: number
  readonly coverage: CoverageSummary
  readonly findings: readonly FuzzFinding[]
}

/** The end of a run: always the last event. */
export interface FuzzFinished {
  readonly type: 'finished'
  readonly report: FuzzReport
  /** Findings beside those of the report, like these and on other pages. */
  readonly alike: number
  /** Why the run ended before it was through; null when it was. */
  readonly stopped: StopReason | null
}

export type FuzzEvent =
  | { readonly type: 'phase'; readonly phase: Phase }
  /** A URL of the app that answers a kind of webhook was given or found. */
  | {
      readonly type: 'route'
      readonly kind: WebhookKind
      readonly method: 'GET' | 'POST'
      readonly url: string
      /** What the caller does to get there. */
      readonly path: readonly string[]
    }
  | { readonly type: 'progress'; readonly requests: number; readonly runs: number; readonly findings: number }
  | {
      readonly type: 'finding'
      readonly finding: FuzzFinding
      /** The parameters of a plain request to the same page, to compare with. */
      readonly plain: ParameterRecord
    }
  /** The app cannot be fuzzed; the run ends. */
  | { readonly type: 'unusable'; readonly reason: string }
  | FuzzFinished
