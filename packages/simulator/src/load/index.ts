import '@ringback/common/require-node'

export { createLatencies, relativeError, type Latencies, type LatencyCounts } from './latencies.ts'
export type { CallerOptions, LoadEvent, LoadOptions, LoadProgress } from './load-options.ts'
export type {
  CallCounts,
  FirstAudioReport,
  LatencyReport,
  LoadReport,
  LoadSettings,
  LoggedProblem,
  ProblemExample,
  RouteReport,
} from './load-report.ts'
export { runLoad } from './run-load.ts'
export { findRate, type RateEvent, type RateReason, type RateReport, type RateStep } from './find-rate.ts'
export { mergeLoadReports } from './merge-reports.ts'
