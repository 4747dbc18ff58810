import { callStatus, direction, parameter, sidPrefix } from '@ringback/catalog'
import { attributeValue, noun, type KnownElement, type verb } from '@ringback/twiml'
import { createLeg, type Leg } from '../../world/leg.ts'
import { moveTo, reportStatus } from '../../world/leg-life.ts'
import { personAt } from '../../world/people.ts'
import { geoParameters } from '../../world/geo-parameters.ts'
import { emit } from '../../world/world.ts'
import { linkOf } from '../action-request.ts'
import type { VerbContext } from '../verb.ts'
import { statusCallbackOf, type DialTarget } from './dial-target.ts'

/** A leg that Dial places: initiated, then ringing. */
export function startChildLeg(
  context: VerbContext,
  dial: KnownElement<typeof verb.Dial>,
  target: DialTarget,
): Leg {
  const { world, leg: parent } = context
  const from = attributeValue(dial, 'callerId') ?? parent.from
  const to = target.address
  const callback = target.element === undefined ? undefined : statusCallbackOf(target.element)
  const url = callback === undefined ? undefined : linkOf(context, callback.url)
  const child = createLeg({
    sid: world.ids.sid(sidPrefix.call),
    parent,
    from,
    to,
    direction: direction.outboundDial,
    status: callStatus.initiated,
    now: world.clock.now(),
    facts: factsOf(context, target),
    person: personAt(world.people, { from, to }),
    fallback: undefined,
    subscription:
      callback === undefined || typeof url !== 'string'
        ? undefined
        : { kind: target.statusKind, url, method: callback.method, events: callback.events, sent: 0 },
  })
  world.legs.set(child.sid, child)
  emit(world, parent, { type: 'dialled', noun: target.noun, to, child: child.sid })
  emit(world, child, {
    type: 'call-started',
    from,
    to,
    direction: child.direction,
    parentCallSid: parent.sid,
  })
  emit(world, child, { type: 'leg-status', status: child.status })
  reportStatus(world, child)
  moveTo(world, child, callStatus.ringing)
  return child
}

function factsOf({ world }: VerbContext, target: DialTarget): Readonly<Record<string, string>> {
  if (target.noun === noun.Number) return geoParameters()
  if (target.noun !== noun.Sip) return {}
  return {
    [parameter.SipCallId]: `${world.ids.uuid()}@127.0.0.1`,
    [parameter.SipDomain]: /@([^:;?>]+)/.exec(target.address)?.[1] ?? '',
  }
}
