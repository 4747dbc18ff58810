import { parameter } from '@ringback/catalog'
import { kept, type Redacted } from '../finding.ts'
import { isIdentifier } from '../values/form.ts'
import { isJson, redactJson } from '../values/json.ts'
import type { ValueContext, ValueRedactor } from '../values/value-redactor.ts'

/** How the parts of a frame are replaced. */
export interface FrameRules {
  readonly values: ValueRedactor
  readonly context: ValueContext
  /** What the app says: its own words stay. */
  readonly wording: (text: string) => Redacted
  /** The same for words that an interruption may have cut off in the middle of a number. */
  readonly cutWording: (text: string) => Redacted
  /** A key that the caller pressed. */
  readonly key: (digit: string) => Redacted
}

/** A text frame of Media Streams or ConversationRelay with what is private in it replaced; one without JSON is replaced whole. */
export function redactFrame(text: string, rules: FrameRules): Redacted {
  const { values, context } = rules
  if (!isJson(text)) return values.unknown(text, context)
  return redactJson(text, {
    key: (name) => (isIdentifier(name) ? kept(name) : values.unknown(name, context)),
    leaf: (name, value) => redactField(name, value, rules),
  })
}

function redactField(name: string, value: string, rules: FrameRules): Redacted {
  const { values, context, wording, cutWording, key } = rules
  if (value === '' || isOfTheProtocol(name, value)) return kept(value)
  const known = parameterOfField.get(name)
  if (known !== undefined) return values.parameter(known, value, context)
  switch (name) {
    case 'digit':
      return key(value)
    case 'token':
    case 'name':
    case 'description':
      return wording(value)
    case 'utteranceUntilInterrupt':
    case 'value':
      return cutWording(value)
    case 'source':
      return values.url(value, context)
    default:
      return values.parameter(name, value, context)
  }
}

/** The parameters of webhooks that fields of frames say the same as. */
const parameterOfField: ReadonlyMap<string, string> = new Map([
  ['from', parameter.From],
  ['to', parameter.To],
  ['forwardedFrom', parameter.ForwardedFrom],
  ['callerName', parameter.CallerName],
  ['voicePrompt', parameter.SpeechResult],
  ['digits', parameter.Digits],
])

/** Words that tell nothing of anybody, by the field that they stand in. */
const wordsOfField: ReadonlyMap<string, RegExp> = new Map([
  ['event', /^(?:connected|start|media|dtmf|mark|stop|clear)$/],
  ['type', /^(?:setup|prompt|dtmf|interrupt|error|info|text|play|sendDigits|language|end)$/],
  ['protocol', /^Call$/],
  ['version', /^\d\.\d\.\d$/],
  ['tracks', /^(?:in|out)bound$/],
  ['track', /^(?:in|out)bound(?:_track)?$/],
  ['encoding', /^audio\/x-mulaw$/],
  ['direction', /^(?:inbound|outbound-api|outbound-dial)$/],
  ['callType', /^(?:PSTN|SIP|CLIENT)$/],
  ['callStatus', /^(?:RINGING|IN_PROGRESS)$/],
  ['name', /^(?:agentSpeaking|clientSpeaking|tokensPlayed|roundTripDelayMs)$/],
  ['value', /^(?:on|off|\d{1,3})$/],
  ['lang', /^[a-z]{2,3}(?:-[A-Za-z]{2,4}){0,2}$/],
  ['ttsLanguage', /^[a-z]{2,3}(?:-[A-Za-z]{2,4}){0,2}$/],
  ['transcriptionLanguage', /^[a-z]{2,3}(?:-[A-Za-z]{2,4}){0,2}$/],
  ['sequenceNumber', /^\d{1,6}$/],
  ['chunk', /^\d{1,6}$/],
  ['timestamp', /^\d{1,8}$/],
  ['sampleRate', /^8000$/],
  ['channels', /^1$/],
  ['loop', /^\d{1,3}$/],
  ['durationUntilInterruptMs', /^\d{1,6}$/],
])

function isOfTheProtocol(name: string, value: string): boolean {
  return wordsOfField.get(name)?.test(value) ?? false
}
