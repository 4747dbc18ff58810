import { restCode, type RestCode } from '@ringback/catalog'

/** One error with which Twilio refuses a request. */
export interface RefusalRow {
  /** Its row in the catalog gives the HTTP status. */
  readonly code: RestCode
  /** The message; `{value}` is replaced by the value that was sent. Default: the title of the code. */
  readonly message?: string
}

/** The name of a refusal. */
export type RefusalName =
  | 'credentials'
  | 'method'
  | 'pageSize'
  | 'notComplete'
  | 'notFound'
  | 'parameter'
  | 'toMissing'
  | 'urlMissing'
  | 'urlInvalid'
  | 'sendDigits'
  | 'timeout'
  | 'methodInvalid'
  | 'fromNotOwned'
  | 'toInvalid'
  | 'fromInvalid'
  | 'fromMissing'
  | 'applicationSid'
  | 'notInProgress'
  | 'callState'
  | 'sipUsernameLength'
  | 'sipUsernameCharacters'
  | 'sipPasswordLength'
  | 'sipPasswordCharacters'
  | 'sipPasswordMissing'
  | 'sipHeaders'
  | 'machineDetection'
  | 'statusCallback'
  | 'twimlSize'

/**
 * Every error response. Messages are those of live answers where known (docs/facts/twiml.md,
 * section 3.6); the others are the titles of Twilio's error dictionary.
 */
export const refusals: Readonly<Record<RefusalName, RefusalRow>> = {
  credentials: { code: restCode.permissionDenied, message: 'Authenticate' },
  method: { code: restCode.methodNotAllowed },
  pageSize: { code: restCode.pageSizeTooLarge },
  notComplete: { code: restCode.resourceNotComplete },
  notFound: { code: restCode.notFound, message: 'The requested resource {value} was not found' },
  parameter: { code: restCode.invalidParameter, message: 'Invalid Parameter: {value}' },
  toMissing: { code: restCode.toMissing, message: "No 'To' number is specified" },
  urlMissing: { code: restCode.invalidUrl, message: 'Url parameter is required.' },
  urlInvalid: { code: restCode.invalidUrl, message: 'Url is not a valid URL: {value}' },
  sendDigits: { code: restCode.invalidSendDigits },
  timeout: { code: restCode.invalidTimeout },
  methodInvalid: { code: restCode.invalidMethod },
  fromNotOwned: {
    code: restCode.fromNotVerified,
    message:
      "The source phone number provided, {value}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.",
  },
  toInvalid: { code: restCode.invalidTo, message: "The 'To' number {value} is not a valid phone number." },
  fromInvalid: { code: restCode.invalidFrom, message: 'From is not a valid phone number: {value}' },
  fromMissing: { code: restCode.fromMissing, message: "No 'From' number is specified" },
  applicationSid: { code: restCode.invalidApplicationSid },
  notInProgress: { code: restCode.invalidCallState, message: 'Call is not in-progress. Cannot redirect.' },
  callState: { code: restCode.invalidCallState },
  sipUsernameLength: { code: restCode.sipAuthUsernameTooLong },
  sipUsernameCharacters: { code: restCode.invalidSipAuthUsername },
  sipPasswordLength: { code: restCode.sipAuthPasswordTooLong },
  sipPasswordCharacters: { code: restCode.invalidSipAuthPassword },
  sipPasswordMissing: { code: restCode.sipAuthPasswordMissing },
  sipHeaders: { code: restCode.sipHeadersTooLong },
  machineDetection: { code: restCode.invalidMachineDetection },
  statusCallback: { code: restCode.invalidStatusCallback },
  twimlSize: { code: restCode.twimlTooLarge },
}

/** Codes that are logged for a call that Twilio accepts anyway. */
export const restWarning: Readonly<
  Record<'twimlAndUrl' | 'statusCallbackEvent' | 'noAsyncAmdCallback', RestCode>
> = {
  twimlAndUrl: restCode.twimlAndUrlBothSet,
  statusCallbackEvent: restCode.invalidStatusCallbackEvent,
  noAsyncAmdCallback: restCode.amdStatusCallbackMissing,
}

/** The URL where Twilio explains a code. */
export const moreInfoUrl = 'https://www.twilio.com/docs/errors/'
