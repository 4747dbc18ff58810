import type { DialOutcome } from '@ringback/simulator'
import type { UiOptions } from '../../ui/ui-options.ts'

/** The options that say who calls whom: those of `call` and `map` alike. */
export const partyOptions = {
  from: {
    type: 'string',
    placeholder: '<caller>',
    suggests: ['withheld', 'sip', 'client', 'whatsapp'],
    describe: 'Who calls: +14155550100, withheld, sip, client, whatsapp, or any address',
  },
  to: {
    type: 'string',
    placeholder: '<number>',
    describe: 'Who is called (default: the first of `ownNumbers` in ringback.config.ts, or +14155550199)',
  },
  with: {
    type: 'string',
    repeat: true,
    default: [] as readonly string[],
    placeholder: '<name=value>',
    describe: 'What Twilio says of the call: FromState=CA, CallerName=JANE, SipHeader_X-Order=7',
  },
  seed: { type: 'number', integer: true, default: 1, describe: 'The same seed gives the same SIDs' },
} as const

/** What the line options read as. */
export interface LineOptions {
  readonly config?: string | undefined
  readonly app?: string | undefined
  readonly functions?: string | undefined
  readonly voiceUrl?: string | undefined
  readonly voiceFallbackUrl?: string | undefined
  readonly statusCallback?: string | undefined
  readonly publicUrl?: string | undefined
  readonly authToken?: string | undefined
  readonly method: 'GET' | 'POST'
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly with: readonly string[]
  readonly allowRemote: boolean
  readonly seed: number
  readonly timeout?: number | undefined
  /** In seconds. */
  readonly answerPatience: number
}

/** What the options of `ringback call` read as. */
export interface CallCommandOptions extends LineOptions, UiOptions {
  readonly outbound: boolean
  readonly dialled: DialOutcome
  readonly keys?: string | undefined
  readonly say?: readonly string[] | undefined
  readonly script?: string | undefined
  readonly speed: number
  readonly record: boolean
  /** Internal: a call with an error is not recorded. Default: it is. */
  readonly recordsGoodCallsOnly?: boolean | undefined
  readonly recordings?: string | undefined
  readonly redact?: boolean | undefined
  readonly format: 'pretty' | 'json' | 'ndjson'
}

/** The steps of `--keys` and `--script`, for the help page. */
export const stepsHelp = {
  title: 'Steps, with commas between them',
  rows: [
    ['1  *  42#', 'press these keys as soon as the call listens'],
    ['"opening hours"', 'say this'],
    ['n', 'wait until the call continues without input'],
    ['w2', 'let two seconds pass'],
    ['h', 'hang up'],
    ['answered', 'the next telephone that is dialled is answered; with answered:1 who answers presses 1'],
    ['busy, no-answer, failed', 'the next dialled number is busy, is not answered, cannot be reached'],
    ['bridged', 'an agent takes the call out of its queue'],
  ],
} as const
