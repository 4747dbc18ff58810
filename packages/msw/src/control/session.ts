import { RingbackError } from '@ringback/common'
import type { PhoneCall } from '@ringback/simulator'
import { openPhone, type OpenPhoneOptions, type Simulation, type TimeHold } from '@ringback/simulator/engine'
import type { TwilioApi } from '../create-twilio-api.ts'
import { ControlError } from './control-error.ts'
import type { DialledPeople } from './dialled-people.ts'

/** Where the calls of the control routes go unless a request says otherwise. */
export type ControlOptions = Omit<OpenPhoneOptions, 'voiceFallbackUrl' | 'statusCallback'>

/** The most calls of control routes that may run at the same time. */
const mostRunningCalls = 1000

/** The calls that the control routes placed since the last reset. */
export interface ControlSession {
  readonly api: TwilioApi
  readonly dialled: DialledPeople
  /** Places a call; time does not pass yet. */
  readonly place: (fields: Readonly<Record<string, unknown>>) => Promise<PhoneCall>
  /** Throws a ControlError with status 404 for a SID that it does not know. */
  readonly call: (callSid: string) => PhoneCall
  readonly calls: () => readonly PhoneCall[]
}

/** Creates a session on a virtual Twilio with these people. */
export function createSession(
  api: TwilioApi,
  dialled: DialledPeople,
  options: ControlOptions,
): ControlSession {
  const bySimulation = new WeakMap<Simulation, Map<string, PhoneCall>>()
  const hold = holdOf(api)
  const placed = (): Map<string, PhoneCall> => {
    const simulation = api.simulation()
    const known = bySimulation.get(simulation) ?? new Map<string, PhoneCall>()
    bySimulation.set(simulation, known)
    return known
  }
  return {
    api,
    dialled,
    calls: () => [...placed().values()],
    call(callSid) {
      const call = placed().get(callSid)
      if (call !== undefined) return call
      throw new ControlError(404, 'unknown-call', `No call ${callSid.slice(0, 100)} was placed here.`, {
        remedy: 'Place one with POST /_ringback/calls and use its callSid. A reset deletes all calls.',
      })
    },
    async place({ settle: _settle, timeoutSeconds: _timeout, from, to, parameters, ...urls }) {
      const calls = placed()
      if ([...calls.values()].filter((call) => !call.isOver()).length >= mostRunningCalls) {
        throw new ControlError(429, 'too-many-calls', `${mostRunningCalls} calls run already.`, {
          remedy: 'Hang some up, or reset with POST /_ringback/reset.',
        })
      }
      // The fields were checked by their rows: the URLs and addresses are texts, the parameters an object of texts.
      const phone = openPhoneTo(api, { ...options, ...urls }, hold)
      const call = await phone.call({
        settle: false,
        ...(from !== undefined && { from: from as string }),
        ...(to !== undefined && { to: to as string }),
        ...(parameters !== undefined && { parameters: parameters as Record<string, string> }),
      })
      calls.set(call.callSid, call)
      return call
    },
  }
}

/** Opens a phone. Throws a ControlError when nothing says where the app listens. */
function openPhoneTo(
  api: TwilioApi,
  options: OpenPhoneOptions,
  hold: TimeHold,
): ReturnType<typeof openPhone> {
  try {
    return openPhone(api.simulation(), options, hold)
  } catch (error) {
    if (!(error instanceof RingbackError) || error.code !== 'no-app-url') throw error
    const remedy =
      'Start it with the URL of your app (ringback serve http://127.0.0.1:3000), or pass an absolute voiceUrl.'
    throw new ControlError(400, error.code, error.message, { remedy })
  }
}

/** Lets time pass while a step of a caller waits for it; other steps may wait at the same time. */
function holdOf(api: TwilioApi): TimeHold {
  return {
    wait: (start) =>
      new Promise((resolve) => {
        const stop = api.letTimePass()
        let isResolved = false
        start((value) => {
          if (isResolved) return
          isResolved = true
          stop()
          resolve(value)
        })
      }),
    release: () => {},
  }
}
