import {
  callStatus,
  direction,
  parameter,
  sidPrefix,
  type WebhookKind,
  addressPrefix,
} from '@ringback/catalog'
import { geoParameters } from '../webhooks/geo-parameters.ts'
import { createLeg, type Leg, type StatusSubscription, type Target } from '../legs/leg.ts'
import type { Person } from '../legs/person.ts'
import { addLeg, emit, type Simulation } from '../simulation/simulation.ts'
import { runLeg } from './run-leg.ts'

/** A call to a number, SIP domain or TwiML app of the account. */
export interface IncomingCall {
  /**
   * `+14155550100`, `sip:alice@example.com`, `client:jenny`, `whatsapp:+14155550100`, or any text a carrier delivers.
   */
  readonly from: string
  readonly to: string
  readonly voice: Target
  readonly fallback?: Target
  readonly statusCallback?: Target
  /** More parameters of this call: `ForwardedFrom`, `SipHeader_X-Order`, `FromCity`. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly person?: Person
}

/** Places a call. The leg rings, and the first webhook is being sent. */
export function startIncomingCall(simulation: Simulation, call: IncomingCall): Leg {
  const kind = incomingKind(call.from)
  const leg = createLeg({
    sid: simulation.ids.sid(sidPrefix.call),
    parent: null,
    from: call.from,
    to: call.to,
    direction: direction.inbound,
    status: callStatus.ringing,
    now: simulation.clock.now(),
    facts: { ...call.parameters, ...factsOf(simulation, kind, call) },
    ...(kind === 'voice.incoming-client-app' && { custom: Object.keys(call.parameters ?? {}) }),
    person: call.person ?? {},
    fallback: call.fallback,
    subscription: call.statusCallback === undefined ? undefined : subscriptionOf(kind, call.statusCallback),
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
  void runLeg(simulation, leg, { type: 'request', request: { kind, ...call.voice } })
  return leg
}

function incomingKind(from: string): WebhookKind {
  if (from.startsWith(addressPrefix.sip)) return 'voice.incoming-sip-domain'
  if (from.startsWith(addressPrefix.client)) return 'voice.incoming-client-app'
  return from.startsWith(addressPrefix.whatsapp) ? 'voice.incoming-whatsapp' : 'voice.incoming-pstn'
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
  simulation: Simulation,
  kind: WebhookKind,
  { to, parameters }: IncomingCall,
): Readonly<Record<string, string>> {
  if (kind === 'voice.incoming-pstn') return geoParameters(parameters)
  if (kind === 'voice.incoming-client-app') {
    return { [parameter.ApplicationSid]: simulation.ids.sid(sidPrefix.application) }
  }
  if (kind !== 'voice.incoming-sip-domain') return {}
  return {
    [parameter.SipDomain]: domainOf(to),
    [parameter.SipCallId]: `${simulation.ids.uuid()}@127.0.0.1`,
    [parameter.SipSourceIp]: '127.0.0.1',
  }
}

function domainOf(address: string): string {
  return /@([^:;?>]+)/.exec(address)?.[1] ?? address.replace(addressPrefix.sip, '')
}
