import {
  callStatus,
  dialCallStatus,
  direction,
  parameter,
  queueResult,
  sessionStatus,
  valueOf,
  type Parameters,
  type WebhookKind,
} from '@ringback/catalog'
import { childElements, verb, type TwimlDocument } from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { roleOf, sentParameters } from '../answer.ts'
import type { Check } from '../check.ts'

/** What a caller waits to hear about, by kind; undefined when nobody waits. */
const awaited: Readonly<Partial<Record<WebhookKind, (parameters: Parameters) => string | undefined>>> = {
  'gather.action': (parameters) => {
    // To somebody who is dialled, an empty answer connects the call.
    if (valueOf(parameters, parameter.Direction) === direction.outboundDial) return undefined
    const input = valueOf(parameters, parameter.Digits) ?? valueOf(parameters, parameter.SpeechResult)
    return input === undefined || input === '' ? undefined : "the caller's choice"
  },
  'dial.action': (parameters) => {
    const status = valueOf(parameters, parameter.DialCallStatus) ?? ''
    return unreached.has(status) ? `a dialled call that ended with "${status}"` : undefined
  },
  'enqueue.action': (parameters) => {
    const result = valueOf(parameters, parameter.QueueResult) ?? ''
    return unserved.has(result) ? `a queue that the caller left with "${result}"` : undefined
  },
  'connect.conversationrelay-action': (parameters) => {
    const isFailed = valueOf(parameters, parameter.SessionStatus) === sessionStatus.failed
    return isFailed ? 'a session with an agent that failed' : undefined
  },
}

const unreached: ReadonlySet<string> = new Set([
  dialCallStatus.busy,
  dialCallStatus.noAnswer,
  dialCallStatus.failed,
])

const unserved: ReadonlySet<string> = new Set([
  queueResult.queueFull,
  queueResult.leave,
  queueResult.error,
  queueResult.systemError,
])

/**
 * An answer to a key, to speech, to a call that reached nobody, or to a session that failed, that has no verb or only hangs up: the call ends without a
 * word, as if the line had failed.
 */
export const silentEnd: Check = {
  name: 'silent-end',
  title: 'A call does not end in silence while the caller waits for an answer.',
  judge(exchange) {
    const { kind } = exchange
    const awaitedIn = kind === null ? undefined : awaited[kind]
    if (awaitedIn === undefined || roleOf(exchange) !== 'document') return []
    const parameters = sentParameters(exchange)
    const what = awaitedIn(parameters)
    // Nobody listens to a call that is over.
    if (what === undefined || valueOf(parameters, parameter.CallStatus) === callStatus.completed) return []
    const document = documentOf(exchange)
    const end = document === null ? undefined : silentEndOf(document)
    if (end === undefined) return []
    return [
      {
        code: 'silent-end',
        severity: 'warning',
        message: `The answer to ${what} ${end}: the call ends in silence.`,
      },
    ]
  },
}

function silentEndOf(document: TwimlDocument): string | undefined {
  if (document.root.children.length === 0) return 'is an empty document'
  const verbs = childElements(document.root)
  return verbs.length > 0 && verbs.every(({ name }) => name === verb.Hangup) ? 'only hangs up' : undefined
}
