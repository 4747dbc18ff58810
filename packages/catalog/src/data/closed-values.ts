import { callStatus, dialCallStatus, direction } from '../values.gen.ts'
import type { ParameterName } from '../webhooks.gen.ts'

/**
 * The parameters whose values apps branch on and Twilio has not added to in years. Any other value is a
 * mistake of whoever wrote the request; for the rest, Twilio may send a value that is not listed yet.
 */
export const closedParameters: ReadonlySet<string> = new Set<ParameterName>([
  'CallStatus',
  'DialCallStatus',
  'Direction',
  'QueueResult',
  'RecordingStatus',
])

/** Values that people write and Twilio does not send, with what it sends instead. */
export const commonMistakes: { readonly [Name in ParameterName]?: Readonly<Record<string, string>> } = {
  CallStatus: {
    answered: callStatus.inProgress,
    cancelled: callStatus.canceled,
    ended: callStatus.completed,
    hangup: callStatus.completed,
  },
  DialCallStatus: { cancelled: dialCallStatus.canceled, hangup: dialCallStatus.completed },
  Direction: {
    incoming: direction.inbound,
    outbound: direction.outboundApi,
    outgoing: direction.outboundApi,
  },
}
