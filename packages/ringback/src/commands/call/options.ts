import type { DialOutcome } from '@ringback/simulator'

/** The Voice URL, as `call` and `map` take it. */
export const voiceUrlPositional = {
  type: 'string',
  describe: 'Where your app answers calls: http://127.0.0.1:3000/voice',
} as const

/** The options that say which app is called, and as whom: those of `call` and `map` alike. */
export const lineOptions = {
  'voice-fallback-url': { type: 'string', describe: "The number's fallback URL, or its path" },
  'status-callback': { type: 'string', describe: "The number's status callback URL, or its path" },
  'public-url': { type: 'string', describe: 'The URL to sign for, if your app believes it has another' },
  'auth-token': { type: 'string', describe: 'To sign with (better: TWILIO_AUTH_TOKEN)' },
  method: { choices: ['POST', 'GET'], default: 'POST', describe: 'How the Voice URL is requested' },
  from: {
    type: 'string',
    describe: 'Who calls: +14155550100, withheld, sip, client, whatsapp, or any address',
  },
  to: { type: 'string', describe: 'Who is called (+14155550199)' },
  'allow-remote': { type: 'boolean', default: false, describe: 'Let requests leave this machine' },
  seed: { type: 'number', default: 1, describe: 'Every SID follows from it' },
  timeout: { type: 'number', describe: 'Seconds the app has, 15 as with Twilio' },
} as const

/** What the line options read as. */
export interface LineOptions {
  readonly config?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly voiceFallbackUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly method: 'GET' | 'POST'
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly allowRemote: boolean
  readonly seed: number
  readonly timeout?: number | undefined
}

/** What the options of `ringback call` read as. */
export interface CallCommandOptions extends LineOptions {
  readonly outbound: boolean
  readonly dialled: DialOutcome
  readonly keys?: string | undefined
  readonly say?: readonly string[] | undefined
  readonly script?: string | undefined
  readonly speed: number
  readonly record: boolean
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
  readonly format: 'pretty' | 'json' | 'ndjson'
}

/** The steps of `--keys` and `--script`, for the help page. */
export const stepsHelp = `Steps, with commas between them:
  1  *  42#          the caller presses these keys as soon as the call listens
  "opening hours"    the caller says this
  n                  the caller does nothing until the call goes on by itself
  w2                 two seconds pass
  h                  the caller hangs up
  answered  busy  no-answer  failed
                     what becomes of the next telephone that is dialled;
                     with answered:1 whoever answers presses 1
  bridged            an agent takes the call out of its queue`
