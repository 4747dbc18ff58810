import { callStatus, direction, parameter, sidPrefix, type WebhookKind } from '@ringback/catalog'
import { addressScheme } from '../facts.ts'
import { geoParameters } from '../world/geo-parameters.ts'
import { createLeg, type Leg, type StatusSubscription, type Target } from '../world/leg.ts'
import type { Person } from '../world/people.ts'
import { emit, type World } from '../world/world.ts'
import { runLeg } from './run-leg.ts'

/** A call to a number, SIP domain or TwiML app of the account. */
export interface IncomingCall {
  /** `+14155550100`, `sip:alice@example.com`, `client:jenny`, `whatsapp:+14155550100`, or any text a carrier delivers. */
  readonly from: string
  readonly to: string
  readonly voice: Target
  readonly fallback?: Target
  readonly statusCallback?: Target
  /** Parameters that this call carries beside the usual ones: `ForwardedFrom`, `SipHeader_X-Order`, `FromCity`. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly person?: Person
}

/** Places a call. The leg rings; the first webhook is on its way. */
export function startIncomingCall(world: World, call: IncomingCall): Leg {
  const kind = incomingKind(call.from)
  const leg = createLeg({
    sid: world.ids.sid(sidPrefix.call),
    parent: null,
    from: call.from,
    to: call.to,
    direction: direction.inbound,
    status: callStatus.ringing,
    now: world.clock.now(),
    facts: { ...call.parameters, ...factsOf(world, kind, call) },
    custom: kind === 'voice.incoming-client-app' ? Object.keys(call.parameters ?? {}) : [],
    person: call.person ?? {},
    fallback: call.fallback,
    subscription: call.statusCallback === undefined ? undefined : subscriptionOf(kind, call.statusCallback),
  })
  world.legs.set(leg.sid, leg)
  emit(world, leg, {
    type: 'call-started',
    from: leg.from,
    to: leg.to,
    direction: leg.direction,
    parentCallSid: null,
  })
  emit(world, leg, { type: 'leg-status', status: leg.status })
  void runLeg(world, leg, { type: 'request', request: { kind, ...call.voice } })
  return leg
}

function incomingKind(from: string): WebhookKind {
  if (from.startsWith(addressScheme.sip)) return 'voice.incoming-sip-domain'
  if (from.startsWith(addressScheme.client)) return 'voice.incoming-client-app'
  return from.startsWith(addressScheme.whatsapp) ? 'voice.incoming-whatsapp' : 'voice.incoming-pstn'
}

function subscriptionOf(kind: WebhookKind, target: Target): StatusSubscription {
  const isSip = kind === 'voice.incoming-sip-domain'
  return {
    ...target,
    kind: isSip ? 'status.sip-domain' : 'status.incoming-number',
    events: [callStatus.completed],
    sent: 0,
  }
}

function factsOf(
  world: World,
  kind: WebhookKind,
  { to, parameters }: IncomingCall,
): Readonly<Record<string, string>> {
  if (kind === 'voice.incoming-pstn') return geoParameters(parameters)
  if (kind === 'voice.incoming-client-app') {
    return { [parameter.ApplicationSid]: world.ids.sid(sidPrefix.application) }
  }
  if (kind !== 'voice.incoming-sip-domain') return {}
  return {
    [parameter.SipDomain]: domainOf(to),
    [parameter.SipCallId]: `${world.ids.uuid()}@127.0.0.1`,
    [parameter.SipSourceIp]: '127.0.0.1',
  }
}

function domainOf(address: string): string {
  return /@([^:;?>]+)/.exec(address)?.[1] ?? address.replace(addressScheme.sip, '')
}
