import type { TwilioClient } from '@ringback/twilio-client/node'
import { startIncomingCall } from '../executor/incoming-call.ts'
import {
  startOutgoingCall,
  updateCall,
  type CallUpdate,
  type OutgoingCall,
} from '../executor/outgoing-call.ts'
import { createSimulation } from '../simulation/create-simulation.ts'
import type { CallEvent } from '../simulation/events.ts'
import type { Person, PersonScript } from '../legs/person.ts'
import { createTimeHold, type TimeHold } from '../simulation/time-hold.ts'
import type { Target } from '../legs/leg.ts'
import { openLine } from '../legs/line.ts'
import type { Simulation } from '../simulation/simulation.ts'
import { createPhoneCall, type PhoneCall } from './phone-call.ts'
import { publicUrlOf, targetOf, type PhoneOptions } from './phone-options.ts'

/** The options of one call. */
export interface CallOptions {
  /** `+14155550100`, `sip:alice@example.com`, `client:jenny`, `anonymous`, ... Default: +14155550100. */
  readonly from?: string
  /** Default: the phone's number. */
  readonly to?: string
  /** More parameters of this call: `ForwardedFrom`, `FromCity`, `SipHeader_X-Order`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** False: the call is placed, and time stops from then on. Default: true. */
  readonly settle?: boolean
}

/** A telephone from which an app is called. */
export interface Phone {
  /** The virtual account behind it. */
  readonly simulation: Simulation
  /** Calls the app. By default resolves when the call first waits for the caller, or is over. */
  readonly call: (options?: CallOptions) => Promise<PhoneCall>
  /** Calls the app with a script as the caller, until the call ends. */
  readonly play: (script: PersonScript, options?: CallOptions) => Promise<PhoneCall>
  /** Places a call for the app, as Calls.create does. The person at `to` answers, or the code that awaits the call. */
  readonly create: (call: OutgoingCall, options?: { readonly settle?: boolean }) => Promise<PhoneCall>
  /** Changes a call in progress, as Calls.update does. Returns false when the state of the call does not allow it. */
  readonly update: (callSid: string, update: CallUpdate) => boolean
  /** All events of all legs, from the beginning. */
  readonly events: AsyncIterable<CallEvent>
  readonly close: () => Promise<void>
}

const defaultCaller = '+14155550100'
const defaultNumber = '+14155550199'

/**
 * Creates a phone line to an app. Throws a TypeError when the options cannot be used. `shared`: a client that sends the requests
 * of several phones, in place of one made from the options.
 */
export function createPhone(options: PhoneOptions, shared?: TwilioClient): Phone {
  const publicUrl = publicUrlOf(options)
  const lines = linesOf(options, publicUrl)
  const simulation = createSimulation({ ...options, ...(publicUrl !== undefined && { publicUrl }) }, shared)
  // All calls of a phone share one hold on time, which begins with the first call.
  let hold: TimeHold | undefined
  return phoneOn(simulation, lines, () => (hold ??= createTimeHold(simulation.clock)))
}

/** The options of one more phone of an account that runs already. */
export type OpenPhoneOptions = Pick<
  PhoneOptions,
  'voiceUrl' | 'voiceFallbackUrl' | 'statusCallback' | 'number' | 'app' | 'publicUrl'
>

/**
 * Opens a phone line on a virtual account that runs already. Its steps let time pass by `hold`. Throws a RingbackError
 * for a path without a URL of the app.
 */
export function openPhone(simulation: Simulation, options: OpenPhoneOptions, hold: TimeHold): Phone {
  return phoneOn(simulation, linesOf(options, publicUrlOf({ ...options, authToken: '' })), () => hold)
}

/** Where the calls of a phone go. */
interface PhoneLines {
  readonly number: string
  readonly voice: Target
  readonly fallback?: Target
  readonly statusCallback?: Target
}

function linesOf(options: OpenPhoneOptions, publicUrl: string | undefined): PhoneLines {
  const { voiceUrl = '/voice', voiceFallbackUrl, statusCallback, number = defaultNumber } = options
  return {
    number,
    voice: targetOf(voiceUrl, publicUrl),
    ...(voiceFallbackUrl !== undefined && { fallback: targetOf(voiceFallbackUrl, publicUrl) }),
    ...(statusCallback !== undefined && { statusCallback: targetOf(statusCallback, publicUrl) }),
  }
}

function phoneOn(simulation: Simulation, { number, ...lines }: PhoneLines, holding: () => TimeHold): Phone {
  const place = (
    { from = defaultCaller, to = number, parameters }: CallOptions,
    person: Person,
  ): PhoneCall => {
    const leg = startIncomingCall(simulation, {
      from,
      to,
      person,
      ...lines,
      ...(parameters !== undefined && { parameters }),
    })
    return createPhoneCall(simulation, leg, openLine(simulation, leg, holding()))
  }
  return {
    simulation,
    events: simulation.log,
    async call(call = {}) {
      const placed = place(call, {})
      if (call.settle !== false) await placed.settle()
      return placed
    },
    async create(call, { settle = true } = {}) {
      const leg = startOutgoingCall(simulation, call)
      const placed = createPhoneCall(simulation, leg, openLine(simulation, leg, holding()))
      if (settle) await placed.settle()
      return placed
    },
    update(callSid, change) {
      const leg = simulation.legs.get(callSid)
      return leg !== undefined && updateCall(simulation, leg, change)
    },
    async play(script, call = {}) {
      const placed = place(call, {})
      if (call.settle !== false) await placed.settle()
      await script(placed)
      await placed.ends()
      return placed
    },
    async close() {
      simulation.log.close()
      await simulation.client.close()
    },
  }
}
