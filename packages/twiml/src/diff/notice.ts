import { elementRow } from '../grammar.ts'
import type { TwimlElement } from '../tree.ts'

/** What a caller, a called party or the app notices when an attribute changes. */
const notices: ReadonlyMap<string, string> = new Map(
  Object.entries({
    action: 'another URL decides what comes next',
    answerOnBridge: 'the caller hears ringing or silence while the other side is called',
    bargeIn: 'the caller can or cannot interrupt the prompt',
    beep: 'the tone on entering and leaving differs',
    callerId: 'the called party sees another number',
    digits: 'other tones are sent',
    endConferenceOnExit: 'the conference continues or ends when this party leaves',
    finishOnKey: 'another key ends the input',
    hangupOnStar: 'the star key does or does not end the dialled call',
    hints: 'speech is recognised differently',
    input: 'keys, speech or both are listened to',
    language: 'another language is spoken or understood',
    length: 'the pause is shorter or longer',
    loop: 'it is repeated more or less often',
    maxLength: 'the recording may be shorter or longer',
    method: 'the app gets the request with another method',
    muted: 'this party can or cannot be heard',
    numDigits: 'another number of digits ends the input',
    playBeep: 'the beep before the recording is or is not played',
    reason: 'the caller hears a different rejection',
    record: 'the call is or is not recorded',
    sendDigits: 'other tones are sent to the called party',
    startConferenceOnEnter: 'the conference starts earlier or later',
    timeLimit: 'the call may last shorter or longer',
    timeout: 'the wait is shorter or longer',
    url: 'another URL is requested for this document',
    voice: 'the caller hears another voice',
    waitUrl: 'other music or words are heard while waiting',
  }),
)

/** Names and settings that are for the app's own books. */
const bookkeeping: ReadonlySet<string> = new Set([
  'name',
  'debug',
  'recordingConfigurationId',
  'inboundTrackLabel',
  'outboundTrackLabel',
])

/** False for attributes that neither the caller nor the course of the call depends on: callbacks and labels. */
export function isNoticed(element: TwimlElement, attribute: string): boolean {
  const row = element.id === null ? undefined : elementRow(element.id)
  if (row === undefined || !row.attributes.some(({ name }) => name === attribute)) return false
  const callbacks = row.callbacks ?? []
  const concerned = callbacks.filter((callback) =>
    [callback.attribute, callback.methodAttribute, callback.eventsAttribute].includes(attribute),
  )
  const isCallbackOnly = concerned.length > 0 && concerned.every(({ answer }) => answer === 'ignored')
  return !isCallbackOnly && !bookkeeping.has(attribute)
}

/** What the change of an attribute means, without a full stop. */
export function noticeOf(element: TwimlElement, attribute: string): string {
  if (!isNoticed(element, attribute)) return 'the caller notices nothing'
  return notices.get(attribute) ?? 'Twilio runs it differently'
}
