import { callStatus, direction, isFinalCallStatus, parameter } from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { factsOf, plainOfCall, timestampAt, valueIn } from './call.ts'
import type { PlannedCall, StepPlan } from './step-plan.ts'
import { durationOf, stepWebhooks } from './steps.ts'
import { statusesOf } from './statuses.ts'

/** A call that comes in: the first document, further ones while it is answered, and the callback at the end. */
export function inboundCall([first, steps, ending, seconds]: readonly [
  first: GeneratedWebhook,
  steps: readonly StepPlan[],
  ending: readonly number[],
  seconds: number,
]): PlannedCall {
  const facts = factsOf(first)
  const statuses = statusesOf(direction.inbound, ending)
  const isAnswered = statuses.includes(callStatus.inProgress)
  const last = statuses.findLast(isFinalCallStatus) ?? callStatus.completed
  const end = plainOfCall('status.incoming-number', facts, {
    [parameter.CallStatus]: last,
    [parameter.Timestamp]: timestampAt(seconds),
    ...durationOf(last, seconds),
  })
  return {
    callSid: valueIn(first, parameter.CallSid),
    webhooks: [first, ...(isAnswered ? stepWebhooks(facts, steps) : []), end],
  }
}
