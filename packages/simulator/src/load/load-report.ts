import type { WebhookKind } from '@ringback/catalog'
import type { LatencyCounts } from './latencies.ts'

/** Latencies as a report tells them, in milliseconds; percentiles within 1 % of the exact ones. */
export interface LatencyReport extends LatencyCounts {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

/** The requests of one kind to one path. */
export interface RouteReport extends LatencyReport {
  readonly kind: WebhookKind
  /** The class of the path: words that paths of telephone apps are made of, `*` for all else. */
  readonly path: string
  /** Requests without an answer, or with a status of 400 or more. */
  readonly failed: number
  /** Requests that took longer than the budget. */
  readonly overBudget: number
  /** Requests that took longer than Twilio waits. */
  readonly overLimit: number
}

/** One thing that Twilio's debugger would log, and how often. */
export interface LoggedProblem {
  readonly level: 'error' | 'warning'
  /** Twilio's code; null for a message of ringback itself. */
  readonly twilioCode: number | null
  /** The name of the problem in ringback. */
  readonly code: string
  readonly count: number
}

/** The calls of a load, counted. */
export interface CallCounts {
  readonly started: number
  /** Those that went to their end without an error. */
  readonly completed: number
  /** Those with an error. */
  readonly failed: number
  /** Those that were cut off, because the load was over or was stopped. */
  readonly unfinished: number
  /** Those that were due and not started, because as many as allowed were going on. */
  readonly missed: number
  readonly mostAtOnce: number
}

/** What was asked of the app. */
export interface LoadSettings {
  /** Most simultaneous calls; null for no limit. */
  readonly calls: number | null
  /** New calls per second; null where as many calls as allowed are kept up. */
  readonly rate: number | null
  readonly rampSeconds: number
  readonly durationSeconds: number
  readonly budgetMs: number
  /** How fast time passes in the calls; null where pauses take no time. */
  readonly timeScale: number | null
  readonly seed: number
  readonly shard: string | null
}

/** One load, from its first call to its last. Times of requests count from when a call was due. */
export interface LoadReport {
  readonly version: 1
  readonly settings: LoadSettings
  /** From the start until the last call that was counted was over. */
  readonly seconds: number
  /** True: it was stopped from outside. */
  readonly stopped: boolean
  readonly calls: CallCounts
  /** Calls that were started per second, while calls were started. */
  readonly callsPerSecond: number
  readonly requestsPerSecond: number
  readonly requests: LatencyReport
  /** The slowest first, by p95. */
  readonly routes: readonly RouteReport[]
  /** The most frequent first. */
  readonly problems: readonly LoggedProblem[]
  /** From the start of a media stream to the first audio of the app; null without such a stream. */
  readonly firstAudio: LatencyReport | null
  /** How late this process started calls for which a line was free: what the machine that makes the load lacks. */
  readonly late: LatencyReport
}
