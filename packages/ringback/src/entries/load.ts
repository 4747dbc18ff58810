/** `ringback/load`: many simultaneous calls to an app in real time, and how long it takes to answer them. */
import '@ringback/common/require-node'

export {
  createLatencies,
  findRate,
  mergeLoadReports,
  relativeError,
  runLoad,
  type CallCounts,
  type CallerOptions,
  type FirstAudioReport,
  type Latencies,
  type LatencyCounts,
  type LatencyReport,
  type LoadEvent,
  type LoadOptions,
  type LoadProgress,
  type LoadReport,
  type LoadSettings,
  type LoggedProblem,
  type ProblemExample,
  type RateEvent,
  type RateReason,
  type RateReport,
  type RateStep,
  type RouteReport,
} from '@ringback/simulator/load'
export { parseKeyPath, printKeyPath, type Step } from '@ringback/simulator'
