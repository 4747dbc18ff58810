import { callStatus, direction, parameter, sidPrefix } from '@ringback/catalog'
import { attributeValue, noun, type KnownElement, type verb } from '@ringback/twiml'
import { createLeg, type Leg } from '../../legs/leg.ts'
import { moveTo, reportStatus } from '../../legs/leg-life.ts'
import { personAt } from '../../legs/person.ts'
import { geoParameters } from '../../webhooks/geo-parameters.ts'
import { addLeg, emit } from '../../simulation/simulation.ts'
import { linkOf } from '../action-request.ts'
import type { VerbContext } from '../verb.ts'
import { statusCallbackOf, type DialTarget } from './dial-target.ts'

/** Places a leg for Dial: initiated, then ringing. */
export function startChildLeg(
  context: VerbContext,
  dial: KnownElement<typeof verb.Dial>,
  target: DialTarget,
): Leg {
  const { simulation, leg: parent } = context
  const from = attributeValue(dial, 'callerId') ?? parent.from
  const to = target.address
  const callback = target.element === undefined ? undefined : statusCallbackOf(target.element)
  const url = callback === undefined ? undefined : linkOf(context, callback.url)
  const child = createLeg({
    sid: simulation.ids.sid(sidPrefix.call),
    parent,
    from,
    to,
    direction: direction.outboundDial,
    status: callStatus.initiated,
    now: simulation.clock.now(),
    facts: factsOf(context, target),
    person: personAt(simulation.people, { from, to }),
    fallback: undefined,
    subscription:
      callback === undefined || typeof url !== 'string'
        ? undefined
        : { kind: target.statusKind, url, method: callback.method, events: callback.events, sent: 0 },
  })
  addLeg(simulation, child)
  emit(simulation, parent, { type: 'dialled', noun: target.noun, to, child: child.sid })
  emit(simulation, child, {
    type: 'call-started',
    from,
    to,
    direction: child.direction,
    parentCallSid: parent.sid,
  })
  emit(simulation, child, { type: 'leg-status', status: child.status })
  reportStatus(simulation, child)
  moveTo(simulation, child, callStatus.ringing)
  return child
}

function factsOf({ simulation }: VerbContext, target: DialTarget): Readonly<Record<string, string>> {
  if (target.noun === noun.Number) return geoParameters()
  if (target.noun !== noun.Sip) return {}
  return {
    [parameter.SipCallId]: `${simulation.ids.uuid()}@127.0.0.1`,
    [parameter.SipDomain]: /@([^:;?>]+)/.exec(target.address)?.[1] ?? '',
  }
}
