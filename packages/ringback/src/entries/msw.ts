/** `ringback/msw`: Twilio's REST API in a test, as msw handlers. Needs the package msw. */
import '../front-door/require-node.ts'
import type * as Msw from '@ringback/msw'
import { importWithPeer } from '../front-door/optional-peer.ts'

const msw = await importWithPeer('msw', 'ringback/msw', () => import('@ringback/msw'))

/** msw handlers of Twilio's REST API: a call that the app creates is really placed to the app. */
export const twilioHandlers: typeof Msw.twilioHandlers = msw.twilioHandlers
/** msw handlers that answer REST requests as recordings answered them. */
export const recordingHandlers: typeof Msw.recordingHandlers = msw.recordingHandlers
/** The handlers of some recordings. */
export const handlersFromRecordings: typeof Msw.handlersFromRecordings = msw.handlersFromRecordings
/** Twilio's REST API without a transport, for adapters of one's own. */
export const createTwilioApi: typeof Msw.createTwilioApi = msw.createTwilioApi
/** The routes of the REST API that are answered. */
export const supportedRoutes: typeof Msw.supportedRoutes = msw.supportedRoutes
export type {
  ConfiguredApplication,
  ConfiguredNumber,
  RecordingHandlers,
  RecordingHandlersOptions,
  RecordingsReport,
  Timekeeper,
  TwilioApi,
  TwilioHandlers,
  TwilioOptions,
  UnmatchedRequest,
} from '@ringback/msw'
