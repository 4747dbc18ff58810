import type { Latencies } from './latencies.ts'
import type { LatencyReport, LoadReport, LoadSettings, RouteReport } from './load-report.ts'
import type { RouteTally, Tally } from './tally.ts'

/** How long a load took. */
export interface LoadTimes {
  /** Until the last call that was counted was over, in seconds. */
  readonly seconds: number
  /** In which calls were started. */
  readonly startingSeconds: number
  readonly stopped: boolean
}

/** The report of what was counted. */
export function reportOf(tally: Tally, settings: LoadSettings, times: LoadTimes): LoadReport {
  const { started, completed, failed, unfinished, missed, mostAtOnce, requests, firstAudio } = tally
  const { seconds, startingSeconds, stopped } = times
  return {
    version: 1,
    settings,
    seconds,
    stopped,
    calls: { started, completed, failed, unfinished, missed, mostAtOnce },
    callsPerSecond: started / Math.max(startingSeconds, 0.001),
    requestsPerSecond: requests.count() / Math.max(seconds, 0.001),
    requests: latencyReport(requests),
    routes: [...tally.routes.values()].map(routeReport).toSorted((one, other) => other.p95Ms - one.p95Ms),
    problems: [...tally.problems.values()].toSorted((one, other) => other.count - one.count),
    firstAudio: firstAudio.count() === 0 ? null : latencyReport(firstAudio),
    late: latencyReport(tally.late),
  }
}

/** Percentiles with the counts that they are made from. */
export function latencyReport(latencies: Latencies): LatencyReport {
  const at = (percent: number): number => rounded(latencies.percentile(percent))
  const counts = latencies.counts()
  return { ...counts, maxMs: rounded(counts.maxMs), p50Ms: at(50), p95Ms: at(95), p99Ms: at(99) }
}

function routeReport({ latencies, ...route }: RouteTally): RouteReport {
  return { ...route, ...latencyReport(latencies) }
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100
}
