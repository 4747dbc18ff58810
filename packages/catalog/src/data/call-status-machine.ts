import { callStatus, direction, type CallStatus, type Direction } from '../values.gen.ts'

/** The statuses that a call of one direction starts in, and where it goes from each. */
export interface CallStatusMachine {
  readonly first: readonly CallStatus[]
  readonly next: { readonly [Status in CallStatus]: readonly CallStatus[] }
  readonly source: string
}

const unanswered = [callStatus.busy, callStatus.noAnswer, callStatus.failed, callStatus.canceled] as const
const fromRinging = [callStatus.inProgress, ...unanswered] as const
const over = { completed: [], busy: [], 'no-answer': [], failed: [], canceled: [] } as const

const outbound: CallStatusMachine['next'] = {
  queued: [callStatus.initiated, callStatus.failed, callStatus.canceled],
  // The called party may answer or refuse before it rings.
  initiated: [callStatus.ringing, ...fromRinging],
  ringing: fromRinging,
  'in-progress': [callStatus.completed, callStatus.failed],
  ...over,
}

const inbound: CallStatusMachine['next'] = {
  queued: [],
  initiated: [],
  ringing: fromRinging,
  'in-progress': [callStatus.completed],
  ...over,
}

/** By direction, the statuses that a call has one after the other (docs/facts/webhooks.md, section 5.1). */
export const callStatusMachines: { readonly [Key in Direction]: CallStatusMachine } = {
  [direction.inbound]: { first: [callStatus.ringing], next: inbound, source: 'Twilio docs; payloads' },
  [direction.outboundApi]: {
    first: [callStatus.queued],
    next: outbound,
    source: 'Twilio docs: Make outbound phone calls',
  },
  [direction.outboundDial]: {
    first: [callStatus.initiated],
    next: { ...outbound, queued: [] },
    source: 'Twilio docs: TwiML <Number>; never queued',
  },
  [direction.trunkingOriginating]: { first: [callStatus.ringing], next: inbound, source: 'inferred' },
  [direction.trunkingTerminating]: { first: [callStatus.ringing], next: inbound, source: 'inferred' },
}

/** The events of a status callback, in Twilio's spelling of `statusCallbackEvent`. */
export const callEvent = {
  initiated: 'initiated',
  ringing: 'ringing',
  answered: 'answered',
  completed: 'completed',
} as const

/** The `CallStatus` that a status callback of each event carries (Twilio docs: Make outbound phone calls). */
export const callEventStatuses: { readonly [Event in keyof typeof callEvent]: readonly CallStatus[] } = {
  initiated: [callStatus.initiated],
  ringing: [callStatus.ringing],
  answered: [callStatus.inProgress],
  completed: [callStatus.completed, ...unanswered],
}
