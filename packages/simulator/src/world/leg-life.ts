import { callEvent, callStatus, callbackSource, parameter, type CallStatus } from '@ringback/catalog'
import { endStatus, isAnswered, talkSeconds, type Leg } from './leg.ts'
import { notify } from './send.ts'
import type { Waiting } from './events.ts'
import { rfc2822 } from './dates.ts'
import { emit, type World } from './world.ts'

/** Moves a leg to a status, logs it, and reports it where that was asked for. */
export function moveTo(world: World, leg: Leg, status: CallStatus): void {
  if (leg.status === status) return
  leg.status = status
  emit(world, leg, { type: 'leg-status', status })
  reportStatus(world, leg)
}

/** The event of a status callback that a status stands for. */
function eventOf(status: CallStatus): string {
  if (status === callStatus.initiated) return callEvent.initiated
  if (status === callStatus.ringing) return callEvent.ringing
  return status === callStatus.inProgress ? callEvent.answered : callEvent.completed
}

/** Reports the status that a leg has, when its subscription asks for it. */
export function reportStatus(world: World, leg: Leg): void {
  const { subscription } = leg
  if (subscription === undefined || !subscription.events.includes(eventOf(leg.status))) return
  const seconds = talkSeconds(leg, world.clock.now())
  const isOver = leg.endedAt !== undefined
  notify(world, leg, {
    kind: subscription.kind,
    url: subscription.url,
    method: subscription.method,
    values: {
      ...subscription.values,
      [parameter.Timestamp]: rfc2822(world.clock.now()),
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
export function answer(world: World, leg: Leg): void {
  if (isAnswered(leg) || leg.endedAt !== undefined) return
  leg.answeredAt = world.clock.now()
  moveTo(world, leg, callStatus.inProgress)
}

/** Ends a leg: what runs on it is interrupted, its status becomes final and is reported. */
export function endLeg(world: World, leg: Leg, by: 'person' | 'twilio'): void {
  if (leg.endedAt !== undefined) return
  leg.endedAt = world.clock.now()
  leg.waiting = undefined
  if (!isAnswered(leg) && by === 'person' && world.unknowns.unansweredHangup === 'no-answer') {
    leg.finalStatus ??= callStatus.noAnswer
  }
  emit(world, leg, { type: 'hung-up', by })
  leg.scope.end({ type: 'hangup' })
}

/** The last thing in the life of a leg, after whatever its end set going has been sent. */
export async function closeLeg(world: World, leg: Leg): Promise<void> {
  leg.endedAt ??= world.clock.now()
  leg.scope.end({ type: 'hangup' })
  for (const stop of leg.beside.values()) await stop()
  leg.beside.clear()
  moveTo(world, leg, endStatus(leg))
  emit(world, leg, { type: 'ended', status: leg.status, seconds: talkSeconds(leg, world.clock.now()) })
  leg.isOver = true
  tellSettled(leg)
  leg.over.resolve()
}

/** Says what the leg now waits for; the verb that waits is `by`. */
export function waitFor(world: World, leg: Leg, by: object, what: Waiting): void {
  leg.waiting = { what, by }
  emit(world, leg, { type: 'waiting', waiting: what })
  tellSettled(leg)
}

function tellSettled(leg: Leg): void {
  for (const settled of leg.settled) settled()
}
