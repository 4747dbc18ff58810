import { dialCallStatus, parameter, queueResult, valueOf, type WebhookKind } from '@ringback/catalog'
import { parametersOf, type Exchange, type Recording } from '@ringback/recording'
import {
  parseTwiml,
  reachableVerbs,
  runnableChildren,
  spokenText,
  trimmedText,
  verb,
  type AnyKnownElement,
  type TwimlDocument,
} from '@ringback/twiml'
import type { Step } from '@ringback/simulator'
import { pagePath } from '../page-path.ts'

/** What a person did in a recorded call, as far as its webhooks say; `begin`: the call came in. */
export type RecordedInput =
  | { readonly type: 'begin' }
  /** `end`: the key that ended the message, `hangup`, or empty where silence did. */
  | { readonly type: 'message'; readonly end: string }
  | Extract<Step, { readonly type: 'keys' | 'speech' | 'nothing' | 'agent' | 'dial' }>

/** A part of a recorded call, from one input to the next. */
export interface RecordedStep {
  readonly input: RecordedInput
  /** The texts and sounds that the caller heard. */
  readonly heard: readonly string[]
  /** The verb that waits for a person then; null: the call ends. */
  readonly waitsFor: WaitingVerb | null
  /** The path of the document that it stands in. */
  readonly page: string
}

/** A recorded call, as far as it can be compared with a map. */
export interface RecordedCall {
  readonly steps: readonly RecordedStep[]
}

/** A verb that waits for a person. */
export type WaitingVerb = Extract<
  (typeof verb)[keyof typeof verb],
  'Gather' | 'Record' | 'Dial' | 'Enqueue' | 'Connect' | 'Pay'
>

/** The kinds of webhook, or how they begin, that say what the person did at a verb. */
const actionKinds: Readonly<Record<WaitingVerb, string>> = {
  Gather: 'gather.action',
  Record: 'record.action',
  Dial: 'dial.action',
  Enqueue: 'enqueue.action',
  Connect: 'connect.',
  Pay: 'pay.action',
}

interface Answer {
  readonly exchange: Exchange
  readonly document: TwimlDocument
}

/** What the caller of a recording did and heard: what its requests and the TwiML in its answers say. */
export function recordedCall(recording: Recording): RecordedCall {
  const answers = recording.exchanges.flatMap((exchange): readonly Answer[] => {
    const isOfCaller = exchange.callSid === recording.callSid && isHeardByCaller(exchange.kind)
    const document = isOfCaller ? documentOf(exchange) : null
    return document === null ? [] : [{ exchange, document }]
  })
  const steps: RecordedStep[] = []
  let input: RecordedInput = { type: 'begin' }
  let heard: readonly string[] = []
  for (const [at, { exchange, document }] of answers.entries()) {
    const next = answers[at + 1]?.exchange
    const page = pagePath(exchange.request.url)
    let isLeft = false
    for (const element of reachableVerbs(document)) {
      heard = [...heard, ...heardOf(element, exchange.request.url)]
      if (!isWaiting(element.id)) continue
      steps.push({ input, heard, waitsFor: element.id, page })
      // Whether the caller hung up or waited is not said.
      if (next === undefined) return { steps }
      heard = []
      const done = inputIn(next, element.id)
      input = done ?? { type: 'nothing' }
      isLeft = done !== null
      if (isLeft) break
    }
    if (next === undefined && !isLeft) steps.push({ input, heard, waitsFor: null, page })
  }
  return { steps }
}

/** Documents for the dialled party, and those that play while a call waits, are none of the caller's steps. */
function isHeardByCaller(kind: WebhookKind | null): boolean {
  return kind !== null && (kind.startsWith('voice.') || (kind.endsWith('action') && kind !== 'start.action'))
}

function documentOf({ response }: Exchange): TwimlDocument | null {
  const text = response !== null && 'text' in response.body ? response.body.text : ''
  return text.includes('<') ? parseTwiml(text).document : null
}

function isWaiting(id: string): id is WaitingVerb {
  return Object.hasOwn(actionKinds, id)
}

/** What a verb lets the caller hear, its prompts included. */
function heardOf(element: AnyKnownElement, url: string): readonly string[] {
  if (element.id === verb.Say) return [spokenText(element)].filter((text) => text !== '')
  if (element.id === verb.Play) {
    const sound = URL.parse(trimmedText(element), url)
    return sound === null || trimmedText(element) === '' ? [] : [`♪ ${sound.pathname}${sound.search}`]
  }
  if (element.id !== verb.Gather && element.id !== verb.Pay) return []
  return runnableChildren(element).flatMap((child) => heardOf(child, url))
}

/** What the person did, where a request says so; null when it says something else. */
function inputIn({ kind, request }: Exchange, waitsFor: WaitingVerb): RecordedInput | null {
  if (kind === null || !kind.startsWith(actionKinds[waitsFor])) return null
  const parameters = parametersOf(request)
  const value = (name: string): string => valueOf(parameters, name) ?? ''
  switch (waitsFor) {
    case verb.Gather: {
      const keys = value(parameter.Digits) + value(parameter.FinishedOnKey)
      const text = value(parameter.SpeechResult)
      if (keys !== '') return { type: 'keys', keys }
      return text === '' ? { type: 'nothing' } : { type: 'speech', text }
    }
    case verb.Record:
      return { type: 'message', end: value(parameter.Digits) }
    case verb.Dial:
      return { type: 'dial', result: dialResult(value(parameter.DialCallStatus)) }
    case verb.Enqueue:
      return { type: value(parameter.QueueResult) === queueResult.bridged ? 'agent' : 'nothing' }
    default:
      return { type: 'nothing' }
  }
}

function dialResult(status: string): Extract<Step, { readonly type: 'dial' }>['result'] {
  if (status === dialCallStatus.completed || status === dialCallStatus.answered)
    return dialCallStatus.answered
  if (status === dialCallStatus.busy || status === dialCallStatus.noAnswer) return status
  return dialCallStatus.failed
}
