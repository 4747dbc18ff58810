import { direction, parameter } from '@ringback/catalog'
import type { KnownElement } from '@ringback/twiml'
import type { VerbContext } from '../../executor/verb.ts'
import { customParameters } from '../custom-parameters.ts'

/** The first message of a session, with its fields in the order in which they were seen. */
export function relaySetup(
  { simulation, leg }: VerbContext,
  relay: KnownElement<'ConversationRelay'>,
  { sessionId, isFirst }: { readonly sessionId: string; readonly isFirst: boolean },
): object {
  const isInbound = leg.direction === direction.inbound
  const callType = callTypeOf(isInbound ? leg.from : leg.to)
  const forwardedTo = isInbound && callType === 'PSTN' ? leg.to : ''
  // A call that the relay itself has answered still counts as ringing.
  const isFresh = isInbound && isFirst && leg.answeredAt === simulation.clock.now()
  return {
    type: 'setup',
    sessionId,
    callSid: leg.sid,
    parentCallSid: leg.parent?.sid ?? '',
    from: leg.from,
    to: leg.to,
    forwardedFrom: leg.facts[parameter.ForwardedFrom] ?? forwardedTo,
    callerName: leg.facts[parameter.CallerName] ?? '',
    direction: leg.direction,
    callType,
    callStatus: isFresh ? 'RINGING' : 'IN_PROGRESS',
    accountSid: simulation.accountSid,
    customParameters: customParameters(relay),
  }
}

function callTypeOf(address: string): 'PSTN' | 'SIP' | 'CLIENT' {
  if (/^sips?:/i.test(address)) return 'SIP'
  return /^client:/i.test(address) ? 'CLIENT' : 'PSTN'
}
