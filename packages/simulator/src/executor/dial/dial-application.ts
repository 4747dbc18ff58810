import { callStatus, dialCallStatus, direction, parameter, sidPrefix } from '@ringback/catalog'
import { attributeValue, noun, runnableChildren, trimmedText, type KnownElement } from '@ringback/twiml'
import {
  createLeg,
  giveInput,
  isAnswered,
  talkSeconds,
  type InputListener,
  type Leg,
} from '../../legs/leg.ts'
import { answer, endLeg, waitFor } from '../../legs/leg-life.ts'
import { within } from '../../simulation/scope.ts'
import { logProblem } from '../../webhooks/send-webhook.ts'
import { addLeg, emit } from '../../simulation/simulation.ts'
import { linkOf } from '../action-request.ts'
import type { VerbContext } from '../verb.ts'
import { statusCallbackOf } from './dial-target.ts'
import type { DialResult } from './dial-result.ts'

type Application = KnownElement<'Application'>

/** Connects the call to a TwiML App: its document runs on a separate leg, connected to the caller. */
export async function dialApplication(
  context: VerbContext,
  application: Application,
  result: DialResult,
): Promise<void> {
  const { simulation, leg, scope } = context
  const sid = trimmedText(
    runnableChildren(application).find(({ id }) => id === noun.ApplicationSid) ?? application,
  )
  const voice = voiceOf(context, application, sid)
  if (voice === undefined) {
    logProblem(simulation, leg, {
      code: 'application-unknown',
      message: `The URL of TwiML App ${sid} is unknown. Add a url to <Application>, or pass the option applications.`,
    })
    return
  }
  const child = startLeg(context, application, sid)
  result.values = { [parameter.DialCallSid]: child.sid }
  const unlink = link(context, child)
  void context.runLeg(simulation, child, { type: 'request', request: { kind: 'dial.application', ...voice } })
  try {
    await within<undefined>(scope, (resolve) => {
      void child.over.promise.then(() => resolve(undefined))
      return () => {}
    })
  } finally {
    endLeg(simulation, child, 'twilio')
    await child.over.promise
    unlink()
    const wasAnswered = isAnswered(child)
    result.status = wasAnswered ? dialCallStatus.completed : dialCallStatus.noAnswer
    result.values = {
      ...result.values,
      [parameter.DialBridged]: String(wasAnswered),
      ...(wasAnswered && {
        [parameter.DialCallDuration]: String(talkSeconds(child, simulation.clock.now())),
      }),
    }
  }
}

function voiceOf(
  context: VerbContext,
  application: Application,
  sid: string,
): { url: string; method: 'GET' | 'POST' } | undefined {
  const written = attributeValue(application, 'url')
  const { applications } = context.simulation
  if (written === undefined || written === '')
    return Object.hasOwn(applications, sid) ? applications[sid] : undefined
  const url = linkOf(context, written)
  return typeof url === 'string' ? { url, method: attributeValue(application, 'method') } : undefined
}

function startLeg(context: VerbContext, application: Application, sid: string): Leg {
  const { simulation, leg: parent } = context
  const callback = statusCallbackOf(application)
  const url = callback === undefined ? undefined : linkOf(context, callback.url)
  const child = createLeg({
    sid: simulation.ids.sid(sidPrefix.call),
    parent,
    from: parent.from,
    to: attributeValue(application, 'copyParentTo') ? parent.to : sid,
    direction: direction.inbound,
    status: callStatus.ringing,
    now: simulation.clock.now(),
    facts: {
      [parameter.ApplicationSid]: sid,
      [parameter.customerId]: attributeValue(application, 'customerId') ?? simulation.accountSid,
      ...parametersOf(application),
    },
    person: {},
    fallback: undefined,
    subscription:
      callback === undefined || typeof url !== 'string'
        ? undefined
        : {
            kind: 'status.dial-application',
            url,
            method: callback.method,
            events: callback.events,
            values: { [parameter.Direction]: direction.outboundDial },
            sent: 0,
          },
  })
  addLeg(simulation, child)
  emit(simulation, parent, { type: 'dialled', noun: noun.Application, to: sid, child: child.sid })
  emit(simulation, child, {
    type: 'call-started',
    from: child.from,
    to: child.to,
    direction: child.direction,
    parentCallSid: parent.sid,
  })
  emit(simulation, child, { type: 'leg-status', status: child.status })
  return child
}

/** The Parameter children are sent to the app with the prefix `Param_`. */
function parametersOf(application: Application): Readonly<Record<string, string>> {
  return Object.fromEntries(
    runnableChildren(application)
      .filter(({ id }) => id === noun.Parameter)
      .map(({ attributes }) => [`Param_${attributes['name'] ?? ''}`, attributes['value'] ?? '']),
  )
}

/** Connects the legs: the caller hears the other leg, and the caller's input goes there. */
function link({ simulation, leg }: VerbContext, child: Leg): () => void {
  const stopListening = simulation.log.listen((event) => {
    if (event.callSid !== child.sid) return
    if (event.type === 'leg-status' && event.status === callStatus.inProgress) {
      answer(simulation, leg)
      leg.others.add(child)
    }
    if (event.type === 'said') emit(simulation, leg, { type: 'heard', text: event.text, from: child.sid })
    if (event.type === 'waiting') waitFor(simulation, leg, child, event.waiting)
  })
  const listener: InputListener = { take: (input) => giveInput(child, input) !== undefined }
  leg.listeners.push(listener)
  return () => {
    stopListening()
    leg.others.delete(child)
    leg.listeners.splice(leg.listeners.indexOf(listener), 1)
  }
}
