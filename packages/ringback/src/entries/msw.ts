/** `ringback/msw`: Twilio's REST API in a test, as msw handlers. Needs the package msw. */
import '@ringback/common/require-node'

export {
  createTwilioApi,
  handlersFromRecordings,
  recordingHandlers,
  supportedRoutes,
  twilioHandlers,
  type ConfiguredApplication,
  type ConfiguredNumber,
  type RecordingHandlers,
  type RecordingHandlersOptions,
  type RecordingsReport,
  type Timekeeper,
  type TwilioApi,
  type TwilioHandlers,
  type TwilioOptions,
  type UnmatchedRequest,
} from '@ringback/msw'
