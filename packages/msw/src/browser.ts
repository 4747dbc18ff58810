import '@ringback/common/require-node'

export {
  recordingHandlers,
  type RecordingHandlers,
  type RecordingHandlersOptions,
} from './adapters/recording-handlers.ts'
export type { RecordingsReport, UnmatchedRequest } from './adapters/recorded-answers.ts'
