import {
  callStatus,
  dialCallStatus,
  direction,
  isFinalCallStatus,
  parameter,
  type DialCallStatus,
} from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { factsOf, ofCall, plainOfCall, timestampAt, valueIn, type CallFacts } from './call.ts'
import type { DialPlan, StepPlan } from './step-plan.ts'
import { statusesOf } from './statuses.ts'

/** The webhooks of the steps of an answered call, up to the one after which it is over. */
export function stepWebhooks(facts: CallFacts, steps: readonly StepPlan[]): readonly GeneratedWebhook[] {
  const webhooks: GeneratedWebhook[] = []
  for (const step of steps) {
    if (step.type === 'dial') {
      webhooks.push(...dialWebhooks(facts, step))
      continue
    }
    const { webhook } = step
    const isOver = valueIn(webhook, parameter.CallStatus) === callStatus.completed
    const status = isOver ? callStatus.completed : callStatus.inProgress
    webhooks.push(ofCall(webhook, facts, { [parameter.CallStatus]: status }))
    if (isOver) break
  }
  return webhooks
}

function dialWebhooks(
  facts: CallFacts,
  { action, called, ending, isWhispered, seconds }: DialPlan,
): readonly GeneratedWebhook[] {
  const leg = legOf(facts, valueIn(action, parameter.DialCallSid), called)
  const statuses = statusesOf(direction.outboundDial, ending)
  const events = statuses.flatMap((status, place): readonly GeneratedWebhook[] => {
    const callback = plainOfCall('status.dial-number', leg, {
      [parameter.CallStatus]: status,
      [parameter.SequenceNumber]: String(place),
      [parameter.Timestamp]: timestampAt(place + (place === statuses.length - 1 ? seconds : 0)),
      ...durationOf(status, seconds),
    })
    if (status !== callStatus.inProgress || !isWhispered) return [callback]
    return [ofCall(called, leg, { [parameter.CallStatus]: status }), callback]
  })
  const last = dialStatusOf(statuses.at(-1))
  const outcome = ofCall(action, facts, {
    [parameter.CallStatus]: callStatus.inProgress,
    [parameter.DialCallStatus]: last,
    [parameter.DialCallDuration]: last === dialCallStatus.completed ? String(seconds + 1) : null,
  })
  return [...events, outcome]
}

function legOf(facts: CallFacts, callSid: string, called: GeneratedWebhook): CallFacts {
  const other = factsOf(called)
  const leg = new Map(other)
  for (const name of [parameter.AccountSid, parameter.ApiVersion]) leg.set(name, facts.get(name) ?? '')
  // A client or a SIP endpoint has no number to show: the app gives one, and the leg keeps its own.
  if (!/:/.test(facts.get(parameter.From) ?? '')) {
    for (const name of other.keys()) if (isOfCaller(name)) leg.delete(name)
    for (const [name, value] of facts) if (isOfCaller(name)) leg.set(name, value)
  }
  leg.delete(parameter.CallerName)
  leg.delete(parameter.ApplicationSid)
  leg.set(parameter.CallSid, callSid)
  leg.set(parameter.ParentCallSid, facts.get(parameter.CallSid) ?? '')
  return leg
}

function isOfCaller(name: string): boolean {
  return name.startsWith('From') || name.startsWith('Caller')
}

function dialStatusOf(status: string | undefined): DialCallStatus {
  return Object.values(dialCallStatus).find((each) => each === status) ?? dialCallStatus.completed
}

/** The durations that go with a status: none before the end, zero when nobody answered. */
export function durationOf(status: string, seconds: number): Readonly<Record<string, string | null>> {
  const { CallDuration, Duration } = parameter
  if (!isFinalCallStatus(status)) return { [CallDuration]: null, [Duration]: null }
  const lasted = status === callStatus.completed ? seconds + 1 : 0
  return { [CallDuration]: String(lasted), [Duration]: String(Math.ceil(lasted / 60)) }
}
