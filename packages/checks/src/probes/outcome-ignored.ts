import { dialCallStatus, parameter, queueResult, type WebhookKind } from '@ringback/catalog'
import { reachableVerbs, verb } from '@ringback/twiml'
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
  readonly message: string
}

const outcomesOf: Readonly<Partial<Record<WebhookKind, Outcomes>>> = {
  'dial.action': {
    name: parameter.DialCallStatus,
    served: dialCallStatus.completed,
    unserved: [dialCallStatus.busy, dialCallStatus.noAnswer, dialCallStatus.failed],
    onlyServed: [parameter.DialCallDuration, parameter.RecordingUrl, parameter.RecordingSid],
    message:
      'After a dialled call that was answered and has ended, callers hear the same as after one that nobody answered. Compare DialCallStatus with "completed".',
  },
  'enqueue.action': {
    name: parameter.QueueResult,
    served: queueResult.bridged,
    unserved: [queueResult.queueFull, queueResult.error, queueResult.systemError],
    onlyServed: [],
    message:
      'Callers who were connected from the queue hear the same as those who could not be. Compare QueueResult with "bridged".',
  },
}

/**
 * A page that does not see how a dialled call or a queue has ended, often since it compares the status with a word that Twilio never
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
    if (!isAnswered(answer) || !(goesOn(answer) || apologizes(answer))) return []
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

/** Whether the call goes on. A page that ends it, whatever has happened, may mean to. */
function goesOn(exchange: ProbedExchange): boolean {
  const document = documentOf(exchange)
  return document !== null && reachableVerbs(document).some(({ id }) => goingOn.has(id))
}

/** Whether the caller, who has talked to somebody, hears that nobody could be reached. */
function apologizes(exchange: ProbedExchange): boolean {
  const document = documentOf(exchange)
  return document !== null && deniesPerson(saidAtOnce(document))
}

const goingOn: ReadonlySet<string> = new Set([
  verb.Dial,
  verb.Enqueue,
  verb.Gather,
  verb.Record,
  verb.Redirect,
  verb.Connect,
])

function withOutcome(
  request: ProbeRequest,
  { name, served, onlyServed }: Outcomes,
  value: string,
): ProbeRequest {
  const kept =
    value === served ? request.parameters : request.parameters.filter(([each]) => !onlyServed.includes(each))
  return { ...request, parameters: withParameter(kept, name, value) }
}

async function isAlike(
  request: ProbeRequest,
  served: ProbedExchange,
  { send }: ProbeContext,
): Promise<boolean> {
  const exchange = await send(request)
  return isAnswered(exchange) && noticeableDifference(served, exchange) === undefined
}
