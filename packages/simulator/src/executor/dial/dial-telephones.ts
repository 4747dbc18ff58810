import { twilioProblem } from '@ringback/twilio-client'
import {
  callStatus,
  dialCallStatus,
  parameter,
  recordingSource,
  type CallStatus,
  type DialCallStatus,
  addressPrefix,
} from '@ringback/catalog'
import { attributeValue, noun, type KnownElement, type verb } from '@ringback/twiml'
import { talkSeconds, type Leg } from '../../legs/leg.ts'
import { answer, closeLeg, waitFor } from '../../legs/leg-life.ts'
import {
  finishRecording,
  startRecording,
  type RecordingSubscription,
  type SoundRecording,
} from '../../recordings/recordings.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import type { ParameterValues } from '../../webhooks/webhook-parameters.ts'
import { recordingTarget } from '../recording-target.ts'
import type { VerbContext } from '../verb.ts'
import { bridge } from './bridge.ts'
import type { DialResult } from './dial-result.ts'
import type { DialTarget } from './dial-target.ts'
import { ring, type Rung } from './ring.ts'

type Dial = KnownElement<typeof verb.Dial>

/** Rings telephones, bridges the first that is ready, and waits for the end of the conversation. */
export async function dialTelephones(
  context: VerbContext,
  dial: Dial,
  targets: readonly DialTarget[],
  result: DialResult,
): Promise<void> {
  const { simulation, leg } = context
  if (lacksCallerId(context, dial, targets)) return
  const isSequential = attributeValue(dial, 'sequential')
  const addresses = targets.map(({ address }) => address)
  waitFor(simulation, leg, {}, { for: 'dial', targets: addresses, sequential: isSequential })
  const rounds = isSequential ? targets.map((target) => [target]) : [targets]
  for (const round of rounds) {
    const ready = await ringAll(context, dial, round, result)
    if (ready === undefined) continue
    leg.waiting = undefined
    await talk(context, dial, ready, result)
    return
  }
}

/** A client has no number, so it can call a number only when Dial has a callerId. */
function lacksCallerId(
  { simulation, leg }: VerbContext,
  dial: Dial,
  targets: readonly DialTarget[],
): boolean {
  const isMissing =
    leg.from.startsWith(addressPrefix.client) &&
    attributeValue(dial, 'callerId') === undefined &&
    targets.some((target) => target.noun === noun.Number)
  if (isMissing) {
    const message = `${leg.from} is a client and has no number to show. Add a callerId to <Dial>.`
    logProblem(simulation, leg, twilioProblem('caller-id-missing', message))
  }
  return isMissing
}

/** Rings telephones at the same time. The first that is ready is returned; the others are canceled. */
async function ringAll(
  context: VerbContext,
  dial: Dial,
  targets: readonly DialTarget[],
  result: DialResult,
): Promise<Leg | undefined> {
  const ringing = context.scope.child()
  let winner: Leg | undefined
  const ringOne = async (target: DialTarget): Promise<Rung> => {
    const rung = await ring(context, dial, target, ringing)
    if (rung.isReady && winner === undefined) {
      winner = rung.child
      ringing.end({ type: 'enough' })
    }
    if (winner === undefined || winner === rung.child) note(result, rung.child, target)
    return rung
  }
  const settled = await Promise.allSettled(targets.map(ringOne))
  context.scope.check()
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  return winner
}

function note(result: DialResult, child: Leg, target: DialTarget): void {
  result.status = dialStatuses[child.finalStatus ?? child.status] ?? dialCallStatus.noAnswer
  result.values = {
    [parameter.DialCallSid]: child.sid,
    [parameter.DialBridged]: String(false),
    ...(target.noun === noun.Sip && {
      [parameter.DialSipCallId]: child.facts[parameter.SipCallId],
      [parameter.DialSipResponseCode]: child.facts[parameter.DialSipResponseCode],
    }),
  }
}

/** The DialCallStatus for the status of a leg. */
const dialStatuses: { readonly [Status in CallStatus]?: DialCallStatus } = {
  [callStatus.busy]: dialCallStatus.busy,
  [callStatus.failed]: dialCallStatus.failed,
  [callStatus.canceled]: dialCallStatus.canceled,
  [callStatus.completed]: dialCallStatus.completed,
  [callStatus.inProgress]: dialCallStatus.completed,
}

async function talk(context: VerbContext, dial: Dial, child: Leg, result: DialResult): Promise<void> {
  const { simulation, leg } = context
  answer(simulation, leg)
  const mode: string = attributeValue(dial, 'record')
  const subscription = dualChannels(
    recordingTarget(context, dial, 'recording.dial', recordingSource.dialVerb),
    mode,
  )
  const recording = mode === 'do-not-record' ? undefined : startRecording(simulation, leg, subscription)
  try {
    await bridge(context, child, {
      timeLimitSeconds: attributeValue(dial, 'timeLimit'),
      hangupOnStar: attributeValue(dial, 'hangupOnStar'),
      ...(attributeValue(dial, 'referUrl') !== undefined && {
        transferred: (to: string) => {
          result.transferTo = to
        },
      }),
    })
  } finally {
    await closeLeg(simulation, child)
    const seconds = talkSeconds(child, simulation.clock.now())
    result.status = dialCallStatus.completed
    result.values = {
      ...result.values,
      [parameter.DialCallDuration]: String(seconds),
      [parameter.DialBridged]: String(true),
      ...recordingValues(recording, seconds),
    }
    if (recording !== undefined) finishRecording(simulation, leg, recording, seconds)
  }
}

function dualChannels(
  subscription: RecordingSubscription | undefined,
  mode: string,
): RecordingSubscription | undefined {
  return subscription === undefined
    ? undefined
    : { ...subscription, channels: mode.endsWith('-dual') ? 2 : 1 }
}

function recordingValues(recording: SoundRecording | undefined, seconds: number): ParameterValues {
  if (recording === undefined) return {}
  return {
    [parameter.RecordingUrl]: recording.url,
    [parameter.RecordingSid]: recording.sid,
    [parameter.RecordingDuration]: String(seconds),
  }
}
