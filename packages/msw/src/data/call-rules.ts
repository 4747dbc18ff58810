import { restLimits, sendDigitsPattern } from './rest-values.ts'
import { restParameter, type RestParameter } from './rest-parameter.ts'
import type { RefusalName } from './refusals.ts'

/** The format of a parameter, and Twilio's error response for a value of another format. */
export interface FormatRule {
  readonly parameter: RestParameter
  readonly refusal: RefusalName
  readonly accepts:
    | { readonly type: 'url' }
    | { readonly type: 'method' }
    | { readonly type: 'pattern'; readonly pattern: RegExp }
    | { readonly type: 'whole'; readonly min: number; readonly max: number }
}

const url = { type: 'url' } as const
const method = { type: 'method' } as const
const { detectionSeconds, detectionMilliseconds, sipCredentialCharacters } = restLimits
const sipText = /^[\x21-\x7E]*$/

/** The formats that every request to create or change a call must have, in the order of the checks. */
export const callRules: readonly FormatRule[] = [
  { parameter: restParameter.Url, refusal: 'urlInvalid', accepts: url },
  { parameter: restParameter.Method, refusal: 'methodInvalid', accepts: method },
  { parameter: restParameter.FallbackUrl, refusal: 'urlInvalid', accepts: url },
  { parameter: restParameter.FallbackMethod, refusal: 'methodInvalid', accepts: method },
  { parameter: restParameter.StatusCallback, refusal: 'statusCallback', accepts: url },
  { parameter: restParameter.StatusCallbackMethod, refusal: 'methodInvalid', accepts: method },
  {
    parameter: restParameter.SendDigits,
    refusal: 'sendDigits',
    accepts: { type: 'pattern', pattern: sendDigitsPattern },
  },
  {
    parameter: restParameter.Timeout,
    refusal: 'timeout',
    accepts: { type: 'whole', min: 0, max: Infinity },
  },
  {
    parameter: restParameter.TimeLimit,
    refusal: 'parameter',
    accepts: { type: 'whole', min: 1, max: Infinity },
  },
  {
    parameter: restParameter.SipAuthUsername,
    refusal: 'sipUsernameLength',
    accepts: { type: 'pattern', pattern: atMost(sipCredentialCharacters) },
  },
  {
    parameter: restParameter.SipAuthUsername,
    refusal: 'sipUsernameCharacters',
    accepts: { type: 'pattern', pattern: sipText },
  },
  {
    parameter: restParameter.SipAuthPassword,
    refusal: 'sipPasswordLength',
    accepts: { type: 'pattern', pattern: atMost(sipCredentialCharacters) },
  },
  {
    parameter: restParameter.SipAuthPassword,
    refusal: 'sipPasswordCharacters',
    accepts: { type: 'pattern', pattern: sipText },
  },
  {
    parameter: restParameter.MachineDetection,
    refusal: 'machineDetection',
    accepts: { type: 'pattern', pattern: /^(?:Enable|DetectMessageEnd)$/ },
  },
  {
    parameter: restParameter.MachineDetectionTimeout,
    refusal: 'machineDetection',
    accepts: { type: 'whole', min: detectionSeconds.min, max: detectionSeconds.max },
  },
  ...Object.entries(detectionMilliseconds).map(([name, { min, max }]): FormatRule => ({
    // The keys of the table are parameters.
    parameter: name as keyof typeof detectionMilliseconds,
    refusal: 'machineDetection',
    accepts: { type: 'whole', min, max },
  })),
  { parameter: restParameter.AsyncAmdStatusCallback, refusal: 'urlInvalid', accepts: url },
  { parameter: restParameter.AsyncAmdStatusCallbackMethod, refusal: 'methodInvalid', accepts: method },
  { parameter: restParameter.RecordingStatusCallback, refusal: 'urlInvalid', accepts: url },
  { parameter: restParameter.RecordingStatusCallbackMethod, refusal: 'methodInvalid', accepts: method },
]

/** The formats of the parameters that change a participant. */
export const participantRules: readonly FormatRule[] = [
  { parameter: restParameter.AnnounceUrl, refusal: 'urlInvalid', accepts: url },
  { parameter: restParameter.AnnounceMethod, refusal: 'methodInvalid', accepts: method },
  { parameter: restParameter.HoldUrl, refusal: 'urlInvalid', accepts: url },
  { parameter: restParameter.HoldMethod, refusal: 'methodInvalid', accepts: method },
]

function atMost(characters: number): RegExp {
  return new RegExp(`^[^]{0,${characters}}$`)
}
