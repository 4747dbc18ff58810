import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { ToldView } from '../model/call-view.ts'

/**
 * What happened on the line before a webhook, as its parameters tell it: what the caller pressed and said, and how a call or
 * a dialled leg went on. Told in the order of the webhooks, since a status that has not changed is no news.
 */
export function createConversation(): (leg: string | null, parameters: Parameters) => readonly ToldView[] {
  const statuses = new Map<string | null, string>()
  return (leg, parameters) => {
    const value = (name: string): string => valueOf(parameters, name) ?? ''
    const told = callerDid(value)
    const happened = lineNews(value)
    const status = value(parameter.CallStatus)
    if (status !== '' && statuses.get(leg) !== status) happened.push(`call is ${status}`)
    if (status !== '') statuses.set(leg, status)
    return [
      ...told.map((text) => ({ who: 'caller', text }) as const),
      ...happened.map((text) => ({ who: 'line', text }) as const),
    ]
  }
}

type ValueOf = (name: string) => string

function callerDid(value: ValueOf): readonly string[] {
  const digits = value(parameter.Digits)
  const speech = value(parameter.SpeechResult)
  const recorded = value(parameter.RecordingDuration)
  const isRecordVerb =
    recorded !== '' && value(parameter.RecordingUrl) !== '' && value(parameter.RecordingStatus) === ''
  return [
    ...(speech === '' ? [] : [`says "${speech}"`]),
    ...(digits === '' ? [] : [digits === 'hangup' ? 'hangs up' : `presses ${digits}`]),
    ...(isRecordVerb ? [`leaves a message of ${recorded} s`] : []),
  ]
}

const news: readonly (readonly [name: string, text: (value: string) => string])[] = [
  [parameter.DialCallStatus, (status) => `dialled call: ${status}`],
  [parameter.QueueResult, (result) => `left the queue: ${result}`],
  [parameter.AnsweredBy, (by) => `answered by ${by}`],
  [parameter.StatusCallbackEvent, (event) => `conference: ${event}`],
  [parameter.StreamEvent, (event) => `stream: ${event}`],
  [parameter.SessionStatus, (status) => `session: ${status}`],
  [parameter.RecordingStatus, (status) => `recording: ${status}`],
  [parameter.TranscriptionStatus, (status) => `transcription: ${status}`],
]

function lineNews(value: ValueOf): string[] {
  return news.flatMap(([name, text]) => (value(name) === '' ? [] : [text(value(name))]))
}
