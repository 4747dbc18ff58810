import { callStatus, direction, parameter } from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { factsOf, plainOfCall, timestampAt, valueIn } from './call.ts'
import type { PlannedCall, StepPlan } from './step-plan.ts'
import { durationOf, stepWebhooks } from './steps.ts'
import { statusesOf } from './statuses.ts'

/** A call that the REST API places: a callback on each event, and documents once it is answered. */
export function outboundCall([first, steps, ending, seconds]: readonly [
  first: GeneratedWebhook,
  steps: readonly StepPlan[],
  ending: readonly number[],
  seconds: number,
]): PlannedCall {
  const facts = factsOf(first)
  // While a call is queued there is no callback, not even when it is canceled then (docs/facts/webhooks.md, section 5.1).
  const [, ...statuses] = statusesOf(direction.outboundApi, [0, 0, ...ending])
  const webhooks = statuses.flatMap((status, place): readonly GeneratedWebhook[] => {
    const callback = plainOfCall('status.rest-call', facts, {
      [parameter.CallStatus]: status,
      [parameter.SequenceNumber]: String(place),
      [parameter.Timestamp]: timestampAt(place + (place === statuses.length - 1 ? seconds : 0)),
      ...durationOf(status, seconds),
    })
    if (status !== callStatus.inProgress) return [callback]
    return [callback, first, ...stepWebhooks(facts, steps)]
  })
  return { callSid: valueIn(first, parameter.CallSid), webhooks }
}
