import {
  callEvent,
  callStatus,
  callbackSource,
  parameter,
  type CallStatus,
  formatRfc2822,
} from '@ringback/catalog'
import { endStatus, isAnswered, talkSeconds, type Leg } from './leg.ts'
import { notify } from '../webhooks/send-webhook.ts'
import type { Waiting } from '../simulation/events.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'

/** Sets the status of a leg, logs it, and sends the status callback if one is configured. */
export function moveTo(simulation: Simulation, leg: Leg, status: CallStatus): void {
  if (leg.status === status) return
  leg.status = status
  emit(simulation, leg, { type: 'leg-status', status })
  reportStatus(simulation, leg)
}

/** The status callback event for a status. */
function eventOf(status: CallStatus): string {
  if (status === callStatus.initiated) return callEvent.initiated
  if (status === callStatus.ringing) return callEvent.ringing
  return status === callStatus.inProgress ? callEvent.answered : callEvent.completed
}

/** Sends the leg's current status to its status callback, if it subscribes to that status. */
export function reportStatus(simulation: Simulation, leg: Leg): void {
  const { subscription } = leg
  if (subscription === undefined || !subscription.events.includes(eventOf(leg.status))) return
  const seconds = talkSeconds(leg, simulation.clock.now())
  const isOver = leg.endedAt !== undefined
  const hasDuration = isOver && (isAnswered(leg) || simulation.undocumented.unansweredDuration === 'zero')
  notify(simulation, leg, {
    kind: subscription.kind,
    url: subscription.url,
    method: subscription.method,
    values: {
      ...subscription.values,
      [parameter.Timestamp]: formatRfc2822(simulation.clock.now()),
      [parameter.CallbackSource]: callbackSource.callProgressEvents,
      [parameter.SequenceNumber]: String(subscription.sent),
      ...(hasDuration && {
        [parameter.CallDuration]: String(seconds),
        [parameter.Duration]: String(Math.ceil(seconds / 60)),
      }),
    },
  })
  subscription.sent += 1
}

/** Answers the leg. Does nothing when the leg was answered before. */
export function answer(simulation: Simulation, leg: Leg): void {
  if (isAnswered(leg) || leg.endedAt !== undefined) return
  leg.answeredAt = simulation.clock.now()
  moveTo(simulation, leg, callStatus.inProgress)
}

/** Ends a leg: interrupts what runs on it, sets the final status, and reports it. */
export function endLeg(simulation: Simulation, leg: Leg, by: 'person' | 'twilio'): void {
  if (leg.endedAt !== undefined) return
  leg.endedAt = simulation.clock.now()
  leg.waiting = undefined
  if (!isAnswered(leg) && by === 'person' && simulation.undocumented.unansweredHangup === 'no-answer') {
    leg.finalStatus ??= callStatus.noAnswer
  }
  emit(simulation, leg, { type: 'hung-up', by })
  leg.scope.end({ type: 'hangup' })
}

/** The last step of a leg, after everything that its end caused has been sent. */
export async function closeLeg(simulation: Simulation, leg: Leg): Promise<void> {
  leg.endedAt ??= simulation.clock.now()
  leg.scope.end({ type: 'hangup' })
  for (const stop of leg.beside.values()) await stop()
  leg.beside.clear()
  moveTo(simulation, leg, endStatus(leg))
  emit(simulation, leg, {
    type: 'ended',
    status: leg.status,
    seconds: talkSeconds(leg, simulation.clock.now()),
  })
  leg.isOver = true
  simulation.runningLegs.delete(leg)
  tellSettled(leg)
  leg.over.resolve()
}

/** Sets what the leg now waits for. `by` is the verb that waits. */
export function waitFor(simulation: Simulation, leg: Leg, by: object, what: Waiting): void {
  leg.waiting = { what, by }
  emit(simulation, leg, { type: 'waiting', waiting: what })
  tellSettled(leg)
}

function tellSettled(leg: Leg): void {
  for (const settled of leg.settled) settled()
}
