import type { WebhookKind } from '@ringback/catalog'
import type { SocketProtocol } from '@ringback/recording'
import type { TurnCause } from '../simulation/events.ts'
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
  /** The first one. */
  readonly example: ProblemExample
}

/** A call in which a problem occurred. */
export interface ProblemExample {
  /** As the app was told it. */
  readonly callSid: string
  /** What the caller did, as a key path; empty: nothing. */
  readonly keys: string
  readonly message: string
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
  /** Null for none. */
  readonly firstAudioBudgetMs: number | null
  /** How fast time passes in the calls; null where pauses take no time. */
  readonly timeScale: number | null
  readonly seed: number
  readonly shard: string | null
}

/** From the turn of an app on a WebSocket until it was heard. */
export interface FirstAudioReport extends LatencyReport {
  readonly protocol: SocketProtocol
  /** Where its turn began. */
  readonly cause: TurnCause
  /** Turns after what a caller said or pressed in which the app neither was heard nor ended the session; none of the latencies. */
  readonly unanswered: number
  /** Turns in which it took longer than the budget. */
  readonly overBudget: number
}

/** One load, from its first call to its last. Times of requests count from when a call was due. */
export interface LoadReport {
  readonly type: 'load'
  readonly version: 1
  /** ISO 8601, by the clock of the machine that made the load. */
  readonly startedAt: string
  /** How many seconds after the first of several machines the last one started, by their clocks; 0 for one machine. */
  readonly startedApartSeconds: number
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
  /** One for each protocol, and for the start of the socket and the turns of callers; empty where the app opened none. */
  readonly firstAudio: readonly FirstAudioReport[]
  /** How late this process started calls for which a line was free: what the machine that makes the load lacks. */
  readonly late: LatencyReport
}
