import '@ringback/common/require-node'

export { judgedNothing, type FuzzReport } from './report/fuzz-report.ts'
export type { CoverageSummary, Missed, Share } from './report/coverage-summary.ts'
export type {
  FuzzFinished,
  FuzzEvent,
  Phase,
  PhaseEvent,
  ProgressEvent,
  RouteEvent,
  UnusableEvent,
} from './report/events.ts'
export type { FindingEvent } from './report/finding-event.ts'
export type { AppLocation, FindingStore, FuzzFinding, Proof, StoredFinding } from './findings/finding.ts'
export { fuzz } from './fuzz.ts'
export type { AppAccess, FuzzOptions, RouteOption } from './options/fuzz-options.ts'
export { replayFinding, type FindingReplay, type FindingReplayOptions } from './findings/replay-finding.ts'
export type { StopReason } from './send/stop.ts'
export { withoutSids } from './shrink/without-sids.ts'
