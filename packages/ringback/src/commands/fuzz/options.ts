/** The Voice URL, as a positional. */
export const voiceUrlPositional = {
  type: 'string',
  describe: 'Where your app answers calls: http://127.0.0.1:3000/voice',
} as const

/** The options of `ringback fuzz`. */
export const fuzzOptions = {
  'status-callback': { type: 'string', describe: "The number's status callback URL, or its path" },
  route: {
    type: 'string',
    array: true,
    describe: 'kind=URL: a page that no TwiML leads to, voice.fallback=/fallback',
  },
  'auth-token': { type: 'string', describe: 'To sign with (better: TWILIO_AUTH_TOKEN)' },
  'public-url': { type: 'string', describe: 'The URL to sign for, if your app believes it has another' },
  method: { choices: ['POST', 'GET'], default: 'POST' },
  runs: { type: 'number', default: 500, describe: 'Random webhooks, beside the edge cases' },
  'max-time': { type: 'number', describe: 'Seconds, after which it ends with what it has' },
  seed: { type: 'number', describe: 'Repeats a run; another one each time without' },
  checks: { type: 'string', array: true, describe: 'Only these checks; all without' },
  budget: { type: 'number', describe: 'Milliseconds an answer may take; a slower one is a warning' },
  concurrency: { type: 'number', default: 8, describe: 'Requests in flight' },
  recordings: { type: 'string', describe: 'Folder of recordings to send first' },
  findings: { type: 'string', default: 'fixtures/findings', describe: 'Folder to keep findings in' },
  'fail-on': { choices: ['error', 'warning'], default: 'error' },
  'in-process': {
    type: 'string',
    describe: 'A module that exports your app, to be called without a port',
  },
  'allow-remote': { type: 'boolean', default: false, describe: 'Let requests leave this machine' },
  timeout: { type: 'number', describe: 'Seconds the app has, 15 as with Twilio' },
  'pass-with-nothing': {
    type: 'boolean',
    default: false,
    describe: 'Exit 0 also when nothing, or only one page of the app, was tested',
  },
  format: {
    choices: ['pretty', 'json', 'ndjson', 'junit', 'sarif'],
    default: 'pretty',
  },
} as const

/** What they read as. */
export interface FuzzCommandOptions {
  readonly config?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly route?: readonly string[] | undefined
  readonly authToken?: string | undefined
  readonly publicUrl?: string | undefined
  readonly method: 'GET' | 'POST'
  readonly runs: number
  readonly maxTime?: number | undefined
  readonly seed?: number | undefined
  readonly checks?: readonly string[] | undefined
  readonly budget?: number | undefined
  readonly concurrency: number
  readonly recordings?: string | undefined
  readonly findings: string
  readonly failOn: 'error' | 'warning'
  readonly inProcess?: string | undefined
  readonly allowRemote: boolean
  readonly timeout?: number | undefined
  readonly passWithNothing: boolean
  readonly format: 'pretty' | 'json' | 'ndjson' | 'junit' | 'sarif'
}
