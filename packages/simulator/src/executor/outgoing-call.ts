import {
  answeredBy,
  callEvent,
  callStatus,
  direction,
  parameter,
  sidPrefix,
  addressPrefix,
} from '@ringback/catalog'
import { geoParameters } from '../webhooks/geo-parameters.ts'
import { createLeg, type Leg, type Target } from '../legs/leg.ts'
import { answer, closeLeg, endLeg, moveTo } from '../legs/leg-life.ts'
import { runScript } from '../legs/line.ts'
import { scheduleBackground } from '../simulation/schedule-background.ts'
import { personAt, type Person } from '../legs/person.ts'
import { Interrupted } from '../simulation/scope.ts'
import { notify } from '../webhooks/send-webhook.ts'
import { addLeg, emit, type Simulation } from '../simulation/simulation.ts'
import { detectionMs } from './dial/detect-machine.ts'
import { tonesDuration } from './durations.ts'
import { pass } from './pass.ts'
import { runLeg } from './run-leg.ts'
import type { DocumentSource } from './verb.ts'

/** A call that the app asked for (REST: Calls.create). */
export interface OutgoingCall {
  readonly to: string
  readonly from: string
  /** The URL of the first document, or the document itself. */
  readonly voice: Target | { readonly twiml: string }
  readonly fallback?: Target
  readonly statusCallback?: Target & { readonly events?: readonly string[] }
  /** Seconds that the call rings. Default: 60. */
  readonly timeout?: number
  readonly sendDigits?: string
  /** Answering machine detection; with `callback`, the document does not wait for the result. */
  readonly machineDetection?: { readonly callback?: Target }
  /** Default: the person at `to`. */
  readonly person?: Person
}

/** Places a call for the app. Returns when the leg is queued; the call itself runs afterwards. */
export function startOutgoingCall(simulation: Simulation, call: OutgoingCall): Leg {
  const { statusCallback } = call
  const leg = createLeg({
    sid: simulation.ids.sid(sidPrefix.call),
    parent: null,
    from: call.from,
    to: call.to,
    direction: direction.outboundApi,
    status: callStatus.queued,
    now: simulation.clock.now(),
    facts: isNumber(call.to) ? geoParameters() : {},
    person: call.person ?? personAt(simulation.people, call),
    fallback: call.fallback,
    subscription:
      statusCallback === undefined
        ? undefined
        : {
            kind: 'status.rest-call',
            url: statusCallback.url,
            method: statusCallback.method,
            events: statusCallback.events ?? [callEvent.completed],
            sent: 0,
          },
  })
  addLeg(simulation, leg)
  emit(simulation, leg, {
    type: 'call-started',
    from: leg.from,
    to: leg.to,
    direction: leg.direction,
    parentCallSid: null,
  })
  emit(simulation, leg, { type: 'leg-status', status: leg.status })
  void place(simulation, leg, call)
  return leg
}

async function place(simulation: Simulation, leg: Leg, call: OutgoingCall): Promise<void> {
  try {
    moveTo(simulation, leg, callStatus.initiated)
    moveTo(simulation, leg, callStatus.ringing)
    if (await isPickedUp(simulation, leg, call.timeout ?? 60)) {
      await pickedUp(simulation, leg, call)
      return
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    leg.finalStatus ??= leg.answeredAt === undefined ? callStatus.canceled : callStatus.completed
  }
  await closeLeg(simulation, leg)
}

async function isPickedUp(simulation: Simulation, leg: Leg, timeout: number): Promise<boolean> {
  const { after = 3, does = 'answers' } = leg.person
  const isInTime = does !== 'silent' && after <= timeout
  await pass(simulation, leg.scope, (isInTime ? after : timeout) * 1000)
  if (isInTime && does === 'answers') return true
  leg.finalStatus = isInTime ? refusals[does] : callStatus.noAnswer
  return false
}

const refusals = {
  answers: callStatus.completed,
  silent: callStatus.noAnswer,
  'is-busy': callStatus.busy,
  refuses: callStatus.busy,
  'is-unreachable': callStatus.failed,
} as const

async function pickedUp(simulation: Simulation, leg: Leg, call: OutgoingCall): Promise<void> {
  answer(simulation, leg)
  const { script } = leg.person
  if (script !== undefined) void runScript(simulation, leg, script)
  if (call.sendDigits !== undefined) {
    emit(simulation, leg, { type: 'tones', digits: call.sendDigits })
    await pass(simulation, leg.scope, tonesDuration(call.sendDigits))
  }
  await detect(simulation, leg, call)
  await runLeg(simulation, leg, firstDocument(call))
}

async function detect(simulation: Simulation, leg: Leg, { machineDetection }: OutgoingCall): Promise<void> {
  if (machineDetection === undefined) return
  const took = leg.person.detectionMs ?? detectionMs
  const values = {
    [parameter.AnsweredBy]: leg.person.answeredBy ?? answeredBy.human,
    [parameter.MachineDetectionDuration]: String(took),
  }
  const { callback } = machineDetection
  if (callback === undefined) {
    await pass(simulation, leg.scope, took)
    Object.assign(leg.facts, values)
    return
  }
  scheduleBackground(simulation, took, () => {
    if (leg.endedAt !== undefined) return
    leg.facts[parameter.AnsweredBy] = values[parameter.AnsweredBy] ?? answeredBy.human
    notify(simulation, leg, { kind: 'amd.async', ...callback, values })
  })
}

function firstDocument({ voice }: OutgoingCall): DocumentSource {
  if ('twiml' in voice) return { type: 'inline', twiml: voice.twiml }
  return { type: 'request', request: { kind: 'voice.outbound-api-twiml', ...voice } }
}

function isNumber(address: string): boolean {
  return !Object.values(addressPrefix).some((scheme) => address.startsWith(scheme))
}

/** What the app changes about a call in progress (REST: Calls.update). */
export type CallUpdate =
  | { readonly type: 'document'; readonly voice: Target | { readonly twiml: string } }
  /** `canceled` works on calls that were not answered, `completed` on all calls. */
  | { readonly type: 'end'; readonly as: 'canceled' | 'completed' }

/** Changes a call. Returns false when the state of the call does not allow it (REST code 21220). */
export function updateCall(simulation: Simulation, leg: Leg, update: CallUpdate): boolean {
  if (leg.endedAt !== undefined) return false
  if (update.type === 'document') {
    if (leg.answeredAt === undefined) return false
    const { voice } = update
    const apply =
      'twiml' in voice
        ? { url: undefined, method: 'POST' as const, twiml: voice.twiml }
        : { url: voice.url, method: voice.method }
    leg.control.end({ type: 'update', apply })
    return true
  }
  if (update.as === callStatus.canceled && leg.answeredAt !== undefined) return false
  if (leg.answeredAt === undefined) leg.finalStatus = callStatus.canceled
  endLeg(simulation, leg, 'twilio')
  return true
}
