import { sidPrefix } from '@ringback/catalog'
import { loadFunctions, type LoadedFunctions } from '@ringback/functions'
import { createTwilioApi } from '@ringback/msw'
import { withAcceptedMessages } from './accepted-message.ts'

/** Where Functions are, and what they run with. */
export interface FunctionsApp {
  /** As an absolute path. */
  readonly folder: string
  readonly authToken: string
  /** The account of the configuration. */
  readonly accountSid: string | undefined
  /** What Twilio requests. */
  readonly publicUrl: string
  readonly onLog: (text: string) => unknown
}

const virtualAccount = `${sidPrefix.account}${'1'.padStart(32, '0')}`

/**
 * Loads Functions with a virtual account behind `context.getTwilioClient()`: what they ask of Twilio's REST API is answered in
 * this process. Calls that they create and messages that they send are accepted and stay queued. Throws a `RingbackError`.
 */
export function functionsApp({
  folder,
  authToken,
  publicUrl,
  onLog,
  ...given
}: FunctionsApp): LoadedFunctions {
  const functions = loadFunctions(folder, {
    authToken,
    accountSid: given.accountSid ?? virtualAccount,
    onLog,
    twilioApi: withAcceptedMessages((request) => api.handle(request)),
  })
  const accountSid = functions.accountSid ?? virtualAccount
  const api = createTwilioApi({ accountSid, authToken, publicUrl, app: functions })
  return functions
}
