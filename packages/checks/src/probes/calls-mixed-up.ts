import { parameter, valueOf, type WebhookKind } from '@ringback/catalog'
import { isAnswered } from '../is-answered.ts'
import { noticeableDifference } from './noticeable-difference.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeRequest } from '../probe.ts'
import { inFreshCall, withParameter } from './requests.ts'

const callers = ['+12125550117', '+13105550164'] as const

/** Pages in the middle of a call: what came before in the same call may matter to them, another call may not. */
const duringCall: ReadonlySet<WebhookKind> = new Set([
  'gather.action',
  'record.action',
  'dial.action',
  'enqueue.action',
])

/**
 * Two callers at the same time. What an app keeps in one variable for all calls, the second caller overwrites: the first one hears
 * what was meant for the other.
 */
export const callsMixedUp: Probe = {
  name: 'calls-mixed-up',
  title: 'Two calls at the same time do not change each other.',
  area: 'security',
  timing: 'alone',
  appliesTo: ({ kind }) => duringCall.has(kind),
  async run(plain, context) {
    const [one, other] = callers
    const expected = await alone(plain, one, context)
    if (!isAnswered(expected)) return []
    const mine = calledFrom(plain, one, context)
    const theirs = calledFrom(plain, other, context)
    await context.begin(mine)
    await context.begin(theirs)
    const between = await context.send(theirs)
    const actual = await context.send(mine)
    if (!isAnswered(between) || !isAnswered(actual)) return []
    const difference = noticeableDifference(expected, actual)
    if (difference === undefined) return []
    // An app that answers the same caller differently each time mixes nothing up.
    const again = await alone(plain, one, context)
    if (!isAnswered(again) || noticeableDifference(expected, again) !== undefined) return []
    return [
      {
        code: 'calls-mixed-up',
        severity: 'error',
        message: `Two calls at the same time change each other: the first caller hears something else once a second one calls. ${difference}${leakOf(actual, other)} Keep what belongs to a call by its CallSid.`,
        parameter: parameter.CallSid,
        requests: [theirs, mine],
      },
    ]
  },
}

async function alone(plain: ProbeRequest, from: string, context: ProbeContext): Promise<ProbedExchange> {
  const request = calledFrom(plain, from, context)
  await context.begin(request)
  return context.send(request)
}

function leakOf({ response }: ProbedExchange, other: string): string {
  const text = response !== null && 'text' in response.body ? response.body.text : ''
  return text.includes(other.slice(2)) ? " The other caller's number is in the answer." : ''
}

function calledFrom(request: ProbeRequest, from: string, context: ProbeContext): ProbeRequest {
  const named = [parameter.From, parameter.Caller].reduce(
    (parameters, name) =>
      valueOf(parameters, name) === undefined ? parameters : withParameter(parameters, name, from),
    request.parameters,
  )
  return inFreshCall({ ...request, parameters: named }, context)
}
