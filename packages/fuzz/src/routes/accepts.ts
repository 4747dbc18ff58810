import { callEventStatuses, parameter, recordingStatus, valueOf, type Parameters } from '@ringback/catalog'
import { attributeValue, element, type TwimlElement } from '@ringback/twiml'

type Accepts = (parameters: Parameters) => boolean

/** What Twilio could send because of an element: input that a Gather takes, events that were asked for. */
export function acceptsOf(asking: TwimlElement, attribute: string): Accepts {
  if (asking.id === element.Gather && attribute === 'action') return gatherAccepts(asking)
  if (attribute === 'statusCallback') return callEventsAccept(asking.attributes['statusCallbackEvent'])
  if (attribute === 'recordingStatusCallback') {
    return recordingEventsAccept(asking.attributes['recordingStatusCallbackEvent'])
  }
  return () => true
}

function gatherAccepts(gather: Extract<TwimlElement, { readonly id: 'Gather' }>): Accepts {
  const input: readonly string[] = attributeValue(gather, 'input') ?? []
  const [dtmf, speech] = [
    gather.attributes['input'] === undefined || input.includes('dtmf'),
    input.includes('speech'),
  ]
  const numDigits = attributeValue(gather, 'numDigits')
  const finishOnKey = attributeValue(gather, 'finishOnKey') ?? '#'
  return (parameters) => {
    const digits = valueOf(parameters, parameter.Digits)
    const said = valueOf(parameters, parameter.SpeechResult)
    if (said !== undefined && !speech) return false
    if (digits === undefined) return said !== undefined
    if (!dtmf) return false
    if (digits === '') return finishOnKey !== ''
    if (finishOnKey !== '' && Array.from(digits).some((key) => finishOnKey.includes(key))) return false
    return numDigits === undefined || digits.length <= numDigits
  }
}

function callEventsAccept(written: string | undefined): Accepts {
  const events = wordsOf(written, 'completed')
  const statuses: ReadonlySet<string> = new Set(
    Object.entries(callEventStatuses).flatMap(([event, each]) => (events.has(event) ? each : [])),
  )
  return (parameters) => {
    const status = valueOf(parameters, parameter.CallStatus)
    return status === undefined || statuses.has(status)
  }
}

function recordingEventsAccept(written: string | undefined): Accepts {
  const events = wordsOf(written, recordingStatus.completed)
  return (parameters) => {
    const status = valueOf(parameters, parameter.RecordingStatus)
    return status === undefined || status === recordingStatus.failed || events.has(status)
  }
}

function wordsOf(written: string | undefined, usual: string): ReadonlySet<string> {
  return new Set((written ?? usual).split(/\s+/).filter((word) => word !== ''))
}
