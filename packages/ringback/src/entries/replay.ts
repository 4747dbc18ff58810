/** `ringback/replay`: sends recordings to the app again, and compares what the caller would hear. */
import '@ringback/common/require-node'

export {
  replay,
  type ReplayCounts,
  type ReplayedExchange,
  type ReplayEvent,
  type ReplayOptions,
  type ReplayVerdict,
} from '@ringback/replay'
