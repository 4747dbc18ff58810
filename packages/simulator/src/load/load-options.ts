import type { Shard } from '@ringback/recording'
import type { CallOptions } from '../phone/create-phone.ts'
import type { PhoneOptions } from '../phone/phone-options.ts'
import type { DialOutcome, Step } from '../steps/step.ts'
import type { LatencyCounts } from './latencies.ts'
import type { LoadReport } from './load-report.ts'

/** What callers do, and how fast time passes for them. */
export interface CallerOptions {
  /** The app, which listens, and how requests to it are signed. */
  readonly phone: Omit<PhoneOptions, 'people' | 'clock' | 'seed' | 'keptCalls' | 'webhooks'>
  /** The two ends of each call. Without `from`, each call comes from another one of a hundred fictitious numbers. */
  readonly call?: Omit<CallOptions, 'settle'>
  /** What the callers do: calls take these in turn. Default: callers who listen and do nothing. */
  readonly scripts?: readonly (readonly Step[])[]
  /** What happens to the numbers that the app dials. Default: somebody answers. */
  readonly dialled?: DialOutcome
  /**
   * How fast time passes in the calls: 1 is that of a real caller, 10 ten times as fast; `no-pauses`: nothing but the app takes
   * time. Default: 1.
   */
  readonly timeScale?: number | 'no-pauses'
  /** All SIDs are derived from it. Default: 1. */
  readonly seed?: number
}

/** Milliseconds that an answer may take where nothing is said. */
export const defaultBudgetMs = 1000

/** A load. */
export interface LoadOptions extends CallerOptions {
  /** Most simultaneous calls. Without `rate`, as many are kept up. Default: no limit with `rate`, else 10. */
  readonly calls?: number
  /** New calls per second, which start on time whether or not the app keeps up. */
  readonly rate?: number
  /** Milliseconds in which the rate, or the number of simultaneous calls, grows to its full size. Default: 0. */
  readonly rampMs?: number
  /** Milliseconds in which calls are started. Default: 30,000. */
  readonly durationMs?: number
  /** Milliseconds that an answer may take. Default: 1,000. */
  readonly budgetMs?: number
  /** Milliseconds until the app is to be heard on a WebSocket, when it is its turn. Default: any. */
  readonly firstAudioBudgetMs?: number
  /** Which of the calls of several machines these are: the others make the rest. Default: all. */
  readonly shard?: Shard
  /** Threads of this process that make the load together; each takes a processor. Default: 1, this thread. */
  readonly threads?: number
  /** Milliseconds in which calls may go on when no more are started; then the callers hang up. Default: 15,000. */
  readonly graceMs?: number
  /** Aborted: no call is started any more, and the report is that of what was answered so far. */
  readonly signal?: AbortSignal
}

/** How far a load is. */
export interface LoadProgress {
  readonly type: 'progress'
  readonly seconds: number
  readonly started: number
  readonly over: number
  readonly running: number
  readonly failed: number
  readonly requests: number
  readonly p95Ms: number
  /** Calls that were started per second, since the event before. */
  readonly callsPerSecond: number
  /** Errors, as Twilio's debugger would log them; a call may have several. */
  readonly errors: number
  /** Of all requests so far. */
  readonly latencies: LatencyCounts
}

/** What a load tells while it goes on, and at its end. */
export type LoadEvent = LoadProgress | { readonly type: 'finished'; readonly report: LoadReport }
