/** One way in which Twilio refuses a request. */
export interface RefusalRow {
  /** Its row in the catalog gives the HTTP status. */
  readonly code: number
  /** The message; `{value}` stands for what was sent. Without it the title of the code is what Twilio says. */
  readonly message?: string
}

/**
 * Every refusal that is made here. Messages as live answers show them where there are any (docs/facts/twiml.md,
 * section 3.6); the others are the titles of Twilio's error dictionary.
 */
export const refusals = {
  credentials: { code: 20003, message: 'Authenticate' },
  method: { code: 20004 },
  pageSize: { code: 20007 },
  notComplete: { code: 20009 },
  notFound: { code: 20404, message: 'The requested resource {value} was not found' },
  parameter: { code: 20422, message: 'Invalid Parameter: {value}' },
  toMissing: { code: 21201, message: "No 'To' number is specified" },
  urlMissing: { code: 21205, message: 'Url parameter is required.' },
  urlInvalid: { code: 21205, message: 'Url is not a valid URL: {value}' },
  sendDigits: { code: 21206 },
  timeout: { code: 21208 },
  methodInvalid: { code: 21209 },
  fromNotOwned: {
    code: 21210,
    message:
      "The source phone number provided, {value}, is not yet verified for your account. You may only make calls from phone numbers that you've verified or purchased from Twilio.",
  },
  toInvalid: { code: 21211, message: "The 'To' number {value} is not a valid phone number." },
  fromInvalid: { code: 21212, message: 'From is not a valid phone number: {value}' },
  fromMissing: { code: 21213, message: "No 'From' number is specified" },
  applicationSid: { code: 21218 },
  notInProgress: { code: 21220, message: 'Call is not in-progress. Cannot redirect.' },
  callState: { code: 21220 },
  sipUsernameLength: { code: 21221 },
  sipUsernameCharacters: { code: 21222 },
  sipPasswordLength: { code: 21223 },
  sipPasswordCharacters: { code: 21224 },
  sipPasswordMissing: { code: 21225 },
  sipHeaders: { code: 21227 },
  machineDetection: { code: 21234 },
  statusCallback: { code: 21609 },
  twimlSize: { code: 32018 },
} as const

/** The name of a refusal. */
export type RefusalName = keyof typeof refusals

/** What is logged for a call that Twilio takes all the same. */
export const restWarning = {
  twimlAndUrl: 32019,
  statusCallbackEvent: 21626,
  noAsyncAmdCallback: 21262,
} as const

/** Where Twilio explains a code. */
export const moreInfoUrl = 'https://www.twilio.com/docs/errors/'
