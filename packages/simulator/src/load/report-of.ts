import type { Latencies } from './latencies.ts'
import type { LatencyReport, LoadReport, LoadSettings, LoggedProblem, RouteReport } from './load-report.ts'
import type { Tally } from './tally.ts'

/** How long a load took. */
export interface LoadTimes {
  /** Until the last call that was counted was over, in seconds. */
  readonly seconds: number
  /** In which calls were started. */
  readonly startingSeconds: number
  /** ISO 8601. */
  readonly startedAt: string
  readonly stopped: boolean
}

/** The report of what was counted. */
export function reportOf(tally: Tally, settings: LoadSettings, times: LoadTimes): LoadReport {
  const { started, completed, failed, unfinished, missed, mostAtOnce, requests } = tally
  const { seconds, startingSeconds, startedAt, stopped } = times
  return {
    type: 'load',
    version: 1,
    startedAt,
    startedApartSeconds: 0,
    settings,
    seconds,
    stopped,
    calls: { started, completed, failed, unfinished, missed, mostAtOnce },
    callsPerSecond: started / Math.max(startingSeconds, 0.001),
    requestsPerSecond: requests.count() / Math.max(seconds, 0.001),
    requests: latencyReport(requests),
    routes: slowestFirst([...tally.routes.values()].map(withLatencies)),
    problems: mostFrequentFirst([...tally.problems.values()]),
    firstAudio: [...tally.firstAudio.values()].map(withLatencies),
    late: latencyReport(tally.late),
  }
}

/** Percentiles with the counts that they are made from. */
export function latencyReport(latencies: Latencies): LatencyReport {
  const at = (percent: number): number => rounded(latencies.percentile(percent))
  const counts = latencies.counts()
  return { ...counts, maxMs: rounded(counts.maxMs), p50Ms: at(50), p95Ms: at(95), p99Ms: at(99) }
}

/** Routes as a report has them. */
export function slowestFirst(routes: readonly RouteReport[]): readonly RouteReport[] {
  return routes.toSorted((one, other) => other.p95Ms - one.p95Ms)
}

/** Problems as a report has them. */
export function mostFrequentFirst(problems: readonly LoggedProblem[]): readonly LoggedProblem[] {
  return problems.toSorted((one, other) => other.count - one.count)
}

function withLatencies<Counts extends { readonly latencies: Latencies }>({
  latencies,
  ...counts
}: Counts): Omit<Counts, 'latencies'> & LatencyReport {
  return { ...counts, ...latencyReport(latencies) }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
