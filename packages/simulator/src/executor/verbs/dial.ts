import { dialCallStatus, parameter, referCallStatus } from '@ringback/catalog'
import { attributeValue, noun, runnableChildren, type KnownElement, type verb } from '@ringback/twiml'
import { endStatus } from '../../legs/leg.ts'
import { answer } from '../../legs/leg-life.ts'
import { sendWebhookOf } from '../../webhooks/send-webhook.ts'
import { Interrupted } from '../../simulation/scope.ts'
import { emit } from '../../simulation/simulation.ts'
import { goToAction } from '../action-request.ts'
import { dialApplication } from '../dial/dial-application.ts'
import { dialConference } from '../dial/dial-conference.ts'
import { dialQueue } from '../dial/dial-queue.ts'
import type { DialResult } from '../dial/dial-result.ts'
import { dialTelephones } from '../dial/dial-telephones.ts'
import { dialTargets } from '../dial/dial-target.ts'
import { nextVerb, type Next, type RunVerb, type VerbContext } from '../verb.ts'

type Dial = KnownElement<typeof verb.Dial>

/** Connects the call to another party. Then the action URL or the next verb runs. */
export const runDial: RunVerb<typeof verb.Dial> = async (context, dial) => {
  const { simulation, leg } = context
  if (!attributeValue(dial, 'answerOnBridge')) answer(simulation, leg)
  const result: DialResult = { status: dialCallStatus.failed, values: {} }
  try {
    await connect(context, dial, result)
    over(context, result)
  } catch (error) {
    over(context, result)
    if (error instanceof Interrupted) await requestActionOnly(context, dial, result)
    throw error
  }
  if (result.transferTo !== undefined) return transfer(context, dial, result.transferTo)
  return attributeValue(dial, 'action') === undefined ? nextVerb : afterwards(context, dial, result)
}

/** The TwiML of the referUrl decides how the caller's call continues. */
function transfer(context: VerbContext, dial: Dial, to: string): Next {
  emit(context.simulation, context.leg, { type: 'referred', to, status: referCallStatus.inProgress })
  const action = {
    kind: 'dial.refer-url',
    url: attributeValue(dial, 'referUrl'),
    method: attributeValue(dial, 'referMethod'),
  } as const
  return goToAction(context, action, { [parameter.ReferTransferTarget]: `<${to}>` })
}

function over({ simulation, leg }: VerbContext, { status }: DialResult): void {
  leg.waiting = undefined
  emit(simulation, leg, { type: 'dial-ended', status })
}

function connect(context: VerbContext, dial: Dial, result: DialResult): Promise<void> {
  for (const child of runnableChildren(dial)) {
    if (child.id === noun.Conference) return dialConference(context, dial, child, result)
    if (child.id === noun.Application) return dialApplication(context, child, result)
    if (child.id === noun.Queue) return dialQueue(context, dial, child, result)
  }
  return dialTelephones(context, dial, dialTargets(dial), result)
}

function afterwards(context: VerbContext, dial: Dial, result: DialResult): Next {
  const action = {
    kind: 'dial.action',
    url: attributeValue(dial, 'action'),
    method: attributeValue(dial, 'method'),
  } as const
  return goToAction(context, action, { [parameter.DialCallStatus]: result.status, ...result.values })
}

/** The action URL is requested even when its answer cannot run: the caller hung up, or another document took over. */
async function requestActionOnly(context: VerbContext, dial: Dial, result: DialResult): Promise<void> {
  const { simulation, leg } = context
  if (attributeValue(dial, 'action') === undefined) return
  const next = afterwards(context, dial, result)
  if (next.to !== 'document') return
  const { request } = next
  const status = leg.endedAt === undefined ? leg.status : endStatus(leg)
  await sendWebhookOf(simulation, leg, {
    ...request,
    values: { ...request.values, [parameter.CallStatus]: status },
  })
}
