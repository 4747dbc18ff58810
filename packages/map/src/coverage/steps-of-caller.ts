import type { Exchange, Recording } from '@ringback/recording'
import { verb } from '@ringback/twiml'
import type { Step } from '@ringback/simulator'
import { recordedCall, type RecordedInput, type RecordedStep } from './recorded-call.ts'

/**
 * What the caller of a recorded call did, for a caller who does it again: keys and speech in their order, also those that went over a
 * WebSocket, and that the caller hung up where the recording ends with the app waiting. Undefined where no document of the call was
 * recorded. Redaction leaves one key as it is; of longer input its pseudonym is entered.
 */
export function stepsOfCaller(recording: Recording): readonly Step[] | undefined {
  const { steps } = recordedCall(recording)
  if (steps.length === 0) return undefined
  const sockets = recording.exchanges
    .filter(({ callSid, socket }) => socket !== undefined && callSid === recording.callSid)
    .toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1))
  const done = steps.flatMap((step): readonly Step[] => {
    const input = stepsOfInput(step.input)
    return step.waitsFor === verb.Connect ? [...input, ...stepsOnSocket(sockets.shift())] : input
  })
  return hangsUp(steps.at(-1), done) ? [...done, { type: 'hangup' }] : done
}

/** People who were put through talk until one of them hangs up; elsewhere the caller did. */
function hangsUp(last: RecordedStep | undefined, done: readonly Step[]): boolean {
  const waitsFor = last?.waitsFor ?? null
  return waitsFor !== null && waitsFor !== verb.Dial && done.at(-1)?.type !== 'hangup'
}

function stepsOfInput(input: RecordedInput): readonly Step[] {
  switch (input.type) {
    case 'begin':
      return []
    case 'message':
      return [{ type: 'speech', text: 'This is a message.' }, endOfMessage(input.end)]
    default:
      return [input]
  }
}

function endOfMessage(end: string): Step {
  if (end === 'hangup') return { type: 'hangup' }
  return end === '' ? { type: 'nothing' } : { type: 'keys', keys: end }
}

/** What Twilio told the app over a WebSocket that the caller said and pressed. */
function stepsOnSocket(exchange: Exchange | undefined): readonly Step[] {
  const { frames = [] } = exchange?.socket ?? {}
  return frames.flatMap((frame): readonly Step[] =>
    frame.from === 'twilio' && 'text' in frame ? stepsInMessage(frame.text) : [],
  )
}

function stepsInMessage(text: string): readonly Step[] {
  const message = fieldsOf(text)
  const digit = message['digit'] ?? fieldsOf(message['dtmf'])['digit']
  if (typeof digit === 'string' && digit !== '') return [{ type: 'keys', keys: digit }]
  const { type, last, voicePrompt: said } = message
  return type === 'prompt' && last === true && typeof said === 'string' && said !== ''
    ? [{ type: 'speech', text: said }]
    : []
}

/** The fields of a JSON object, or of its text; none where it is something else. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return { ...value }
  if (typeof value !== 'string') return {}
  try {
    return fieldsOf(JSON.parse(value) as object)
  } catch {
    return {}
  }
}
