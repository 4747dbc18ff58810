import type { WebhookKind } from '@ringback/catalog'
import type { StopReason } from '../send/stop.ts'
import type { FindingEvent } from './finding-event.ts'
import type { FuzzReport } from './fuzz-report.ts'

/** The phases of a run, in their order. */
export type Phase = 'probe' | 'recordings' | 'coverage' | 'random' | 'flows' | 'security'

/** A phase begins. */
export interface PhaseEvent {
  readonly type: 'phase'
  readonly phase: Phase
}

/** A URL of the app that answers a kind of webhook was given or found. */
export interface RouteEvent {
  readonly type: 'route'
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly url: string
  /** What the caller does to get there. */
  readonly path: readonly string[]
}

/** Progress of the run, every 50 requests. */
export interface ProgressEvent {
  readonly type: 'progress'
  readonly requests: number
  readonly runs: number
  readonly findings: number
}

/** The app cannot be fuzzed; the run ends. */
export interface UnusableEvent {
  readonly type: 'unusable'
  readonly reason: string
}

/** The end of a run: always the last event. */
export interface FuzzFinished {
  readonly type: 'finished'
  readonly report: FuzzReport
  /** Number of similar findings on other pages, which the report leaves out. */
  readonly alike: number
  /** Why the run ended early; null when it did not. */
  readonly stopped: StopReason | null
}

/** An event of `fuzz`. */
export type FuzzEvent = PhaseEvent | RouteEvent | ProgressEvent | FindingEvent | UnusableEvent | FuzzFinished
