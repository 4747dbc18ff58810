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

/** Moves a leg to a status, logs it, and reports it where that was asked for. */
export function moveTo(simulation: Simulation, leg: Leg, status: CallStatus): void {
  if (leg.status === status) return
  leg.status = status
  emit(simulation, leg, { type: 'leg-status', status })
  reportStatus(simulation, leg)
}

/** The event of a status callback that a status stands for. */
function eventOf(status: CallStatus): string {
  if (status === callStatus.initiated) return callEvent.initiated
  if (status === callStatus.ringing) return callEvent.ringing
  return status === callStatus.inProgress ? callEvent.answered : callEvent.completed
}

/** Reports the status that a leg has, when its subscription asks for it. */
export function reportStatus(simulation: Simulation, leg: Leg): void {
  const { subscription } = leg
  if (subscription === undefined || !subscription.events.includes(eventOf(leg.status))) return
  const seconds = talkSeconds(leg, simulation.clock.now())
  const isOver = leg.endedAt !== undefined
  notify(simulation, leg, {
    kind: subscription.kind,
    url: subscription.url,
    method: subscription.method,
    values: {
      ...subscription.values,
      [parameter.Timestamp]: formatRfc2822(simulation.clock.now()),
      [parameter.CallbackSource]: callbackSource.callProgressEvents,
      [parameter.SequenceNumber]: String(subscription.sent),
      ...(isOver && {
        [parameter.CallDuration]: String(seconds),
        [parameter.Duration]: String(Math.ceil(seconds / 60)),
      }),
    },
  })
  subscription.sent += 1
}

/** Picks up. Nothing happens when the leg was picked up before. */
export function answer(simulation: Simulation, leg: Leg): void {
  if (isAnswered(leg) || leg.endedAt !== undefined) return
  leg.answeredAt = simulation.clock.now()
  moveTo(simulation, leg, callStatus.inProgress)
}

/** Ends a leg: what runs on it is interrupted, its status becomes final and is reported. */
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

/** The last thing in the life of a leg, after whatever its end set going has been sent. */
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

/** Says what the leg now waits for; the verb that waits is `by`. */
export function waitFor(simulation: Simulation, leg: Leg, by: object, what: Waiting): void {
  leg.waiting = { what, by }
  emit(simulation, leg, { type: 'waiting', waiting: what })
  tellSettled(leg)
}

function tellSettled(leg: Leg): void {
  for (const settled of leg.settled) settled()
}
