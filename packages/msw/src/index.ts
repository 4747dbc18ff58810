import '@ringback/common/require-node'

export { createTwilioApi, type TwilioApi } from './create-twilio-api.ts'
export type { TwilioOptions } from './options.ts'
export type { Timekeeper } from './account/timekeeper.ts'
export type { ConfiguredApplication, ConfiguredNumber } from './resources/configured.ts'
export { supportedRoutes } from './api/unsupported-answer.ts'
export { twilioHandlers, type TwilioHandlers } from './adapters/twilio-handlers.ts'
export { handlersFromRecordings } from './adapters/handlers-from-recordings.ts'
export {
  recordingHandlers,
  type RecordingHandlers,
  type RecordingHandlersOptions,
} from './adapters/recording-handlers.ts'
export type { RecordingsReport, UnmatchedRequest } from './adapters/recorded-answers.ts'
