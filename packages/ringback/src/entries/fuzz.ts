/** `ringback/fuzz`: sends an app every webhook that Twilio could send, and shrinks what breaks it. */
import '@ringback/common/require-node'

export {
  fuzz,
  judgedNothing,
  replayFinding,
  type AppAccess,
  type AppLocation,
  type CoverageSummary,
  type FindingReplay,
  type FindingReplayOptions,
  type FindingStore,
  type FuzzEvent,
  type FuzzFinding,
  type FuzzFinished,
  type FuzzOptions,
  type FuzzReport,
  type Missed,
  type Phase,
  type Proof,
  type RouteOption,
  type Share,
  type StoredFinding,
} from '@ringback/fuzz'
export {
  checks,
  judgeExchange,
  probes,
  type Check,
  type CheckFinding,
  type CheckOptions,
  type ObservedExchange,
  type Probe,
} from '@ringback/checks'
