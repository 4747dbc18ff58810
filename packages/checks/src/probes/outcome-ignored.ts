import {
  callStatus,
  debuggerCode,
  debuggerCodeRow,
  dialCallStatus,
  parameter,
  queueResult,
  sessionStatus,
  type Parameters,
  type WebhookKind,
} from '@ringback/catalog'
import { reachableVerbs, verb, type TwimlDocument } from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { isAnswered } from '../is-answered.ts'
import { deniesPerson } from './denials.ts'
import { noticeableDifference } from './noticeable-difference.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeRequest } from '../probe.ts'
import { inFreshCall, withParameter } from './requests.ts'
import { saidAtOnce } from './said-at-once.ts'

/** How a verb can end, and what comes with the outcome that served the caller only. */
interface Outcomes {
  readonly name: string
  readonly served: string
  readonly unserved: readonly string[]
  readonly onlyServed: readonly string[]
  /** The parameters that come with each outcome. */
  readonly withServed?: Parameters
  readonly withUnserved?: Parameters
  /** Whether a page that answers so, whatever the outcome, should not. */
  readonly isWrongForAll: (document: TwimlDocument) => boolean
  readonly message: string
}

/**
 * Whether the call goes on, or the caller, who has talked to somebody, hears that nobody could be reached. A page that ends the call
 * in other words, whatever has happened, may mean to.
 */
const goesOnOrApologizes = (document: TwimlDocument): boolean =>
  hasVerbOf(document, goingOn) || deniesPerson(saidAtOnce(document))

const goingOn = [verb.Dial, verb.Enqueue, verb.Gather, verb.Record, verb.Redirect, verb.Connect]

/**
 * Whether the caller hears something, and is led neither to a person nor back to the agent, which helps after a failure as well. Silence
 * is another check's.
 */
const isFarewell = (document: TwimlDocument): boolean =>
  !hasVerbOf(document, leadingOn) && hasVerbOf(document, heard)

const leadingOn = [verb.Dial, verb.Enqueue, verb.Connect, verb.Refer]
const heard = [verb.Say, verb.Play, verb.Gather, verb.Record, verb.Redirect]

const ofRunningCall = [[parameter.CallStatus, callStatus.inProgress]] as const

const outcomesOf: Readonly<Partial<Record<WebhookKind, Outcomes>>> = {
  'dial.action': {
    name: parameter.DialCallStatus,
    served: dialCallStatus.completed,
    unserved: [dialCallStatus.busy, dialCallStatus.noAnswer, dialCallStatus.failed],
    isWrongForAll: goesOnOrApologizes,
    onlyServed: [parameter.DialCallDuration, parameter.RecordingUrl, parameter.RecordingSid],
    message:
      'After a dialled call that was answered and has ended, callers hear the same as after one that nobody answered. Compare DialCallStatus with "completed".',
  },
  'enqueue.action': {
    name: parameter.QueueResult,
    served: queueResult.bridged,
    unserved: [queueResult.queueFull, queueResult.error, queueResult.systemError],
    onlyServed: [],
    isWrongForAll: goesOnOrApologizes,
    message:
      'Callers who were connected from the queue hear the same as those who could not be. Compare QueueResult with "bridged".',
  },
  // After `completed` the caller has hung up, and hears nothing.
  'connect.conversationrelay-action': {
    name: parameter.SessionStatus,
    served: sessionStatus.ended,
    unserved: [sessionStatus.failed],
    onlyServed: [parameter.HandoffData],
    withServed: [...ofRunningCall, [parameter.HandoffData, '{}']],
    withUnserved: [
      ...ofRunningCall,
      [parameter.ErrorCode, String(debuggerCode.relayWebSocketEnded)],
      [parameter.ErrorMessage, debuggerCodeRow(debuggerCode.relayWebSocketEnded)?.title ?? ''],
    ],
    isWrongForAll: isFarewell,
    message:
      'Callers whose session with the agent has failed hear the same as those whose session has ended as it should. Compare SessionStatus with "failed".',
  },
}

/**
 * A page that does not see how a dialled call, a queue or a session with an agent has ended, often since it compares the status with a word that Twilio never
 * sends (`complete`), or another status (`CallStatus`): a caller who has talked to somebody is dialled on, or sent to voicemail.
 */
export const outcomeIgnored: Probe = {
  name: 'outcome-ignored',
  title: 'A call that was answered and one that was not are not heard alike.',
  area: 'delivery',
  appliesTo: ({ kind }) => outcomesOf[kind] !== undefined,
  async run(plain, context) {
    const outcomes = outcomesOf[plain.kind]
    if (outcomes === undefined) return []
    const served = inFreshCall(withOutcome(plain, outcomes, outcomes.served), context)
    const answer = await context.send(served)
    const document = documentOf(answer)
    if (!isAnswered(answer) || document === null || !outcomes.isWrongForAll(document)) return []
    const unserved = outcomes.unserved.map((value) =>
      inFreshCall(withOutcome(plain, outcomes, value), context),
    )
    for (const request of unserved) {
      if (!(await isAlike(request, answer, context))) return []
    }
    return [
      {
        code: 'outcome-ignored',
        severity: 'warning',
        message: outcomes.message,
        parameter: outcomes.name,
        requests: [served, ...unserved.slice(0, 1)],
      },
    ]
  },
}

function hasVerbOf(document: TwimlDocument, names: readonly string[]): boolean {
  return reachableVerbs(document).some(({ id }) => names.includes(id))
}

function withOutcome(
  request: ProbeRequest,
  { name, served, onlyServed, withServed = [], withUnserved = [] }: Outcomes,
  value: string,
): ProbeRequest {
  const [more, others] = value === served ? [withServed, withUnserved] : [withUnserved, withServed]
  const theirs = new Set([...others.map(([each]) => each), ...(value === served ? [] : onlyServed)])
  const kept = request.parameters.filter(([each]) => !theirs.has(each))
  const all = [...more, [name, value] as const]
  const parameters = all.reduce<Parameters>((now, [each, text]) => withParameter(now, each, text), kept)
  return { ...request, parameters }
}

async function isAlike(
  request: ProbeRequest,
  served: ProbedExchange,
  { send }: ProbeContext,
): Promise<boolean> {
  const exchange = await send(request)
  return isAnswered(exchange) && noticeableDifference(served, exchange) === undefined
}
