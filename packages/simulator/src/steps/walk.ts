import { dialCallStatus } from '@ringback/catalog'
import {
  createPhone,
  type CallOptions,
  type OutgoingCall,
  type Phone,
  type PhoneCall,
  type PhoneOptions,
} from '@ringback/simulator'
import { startOutgoingCall } from '@ringback/simulator/engine'
import { noun, verb } from '@ringback/twiml'
import { dialledPeople, talkative } from './dialled-people.ts'
import type { Step } from './step.ts'
import { untilChange } from './until-change.ts'

type DialStep = Extract<Step, { type: 'dial' }>

/** Options of a call that follows steps. */
export interface WalkOptions {
  readonly phone: Omit<PhoneOptions, 'people'>
  readonly steps: readonly Step[]
  /** The call: one to the app, or one that the app placed. */
  readonly call?: CallOptions | OutgoingCall
  /** The result for telephones without a step. Default: somebody answers, talks and hangs up. */
  readonly dialled?: DialStep['result']
  /** Called when the call waits for something, before each step. */
  readonly beforeStep?: (call: PhoneCall, step: Step) => void
}

/** A call whose steps are still to be taken. */
export interface Walk {
  readonly phone: Phone
  /** Places the call, takes the steps, and stops where the call waits for more input. */
  readonly start: () => Promise<PhoneCall>
}

/**
 * A phone whose caller takes one step after the other. Keys and words wait until the call listens; a pause, doing
 * nothing and hanging up do not.
 */
export function createWalk({ phone: options, steps, call = {}, dialled, beforeStep }: WalkOptions): Walk {
  let index = -1
  const otherwise: DialStep = { type: 'dial', result: dialled ?? dialCallStatus.answered }
  // A telephone rings during the step before its own; in a sequence, it rings during its own step.
  const next = (): DialStep =>
    [steps[index], steps[index + 1]].find((step) => step?.type === 'dial') ?? otherwise
  const phone = createPhone({ ...options, people: dialledPeople(next) })
  return {
    phone,
    async start() {
      const placed = 'voice' in call ? await phone.create({ person: {}, ...call }) : await phone.call(call)
      for (const step of steps) {
        index += 1
        if (placed.isOver()) break
        beforeStep?.(placed, step)
        await take(phone, placed, step)
      }
      return placed
    },
  }
}

async function take(phone: Phone, call: PhoneCall, step: Step): Promise<void> {
  switch (step.type) {
    case 'keys':
      await until(call, listens)
      if (!call.isOver()) await call.press(step.keys)
      return
    case 'speech':
      await until(call, listens)
      if (!call.isOver()) await call.say(step.text)
      return
    case 'pause':
      return call.waits(step.seconds)
    case 'nothing':
      return untilChange(call)
    case 'hangup':
      return call.hangup()
    case 'dial':
      await until(call, () => call.waitingFor()?.for === 'dial')
      return untilChange(call)
    case 'agent':
      await until(call, () => call.waitingFor()?.for === 'queue')
      return takeFromQueue(phone, call)
  }
}

async function until(call: PhoneCall, condition: (call: PhoneCall) => boolean): Promise<void> {
  while (!call.isOver() && !condition(call)) await untilChange(call)
}

function listens(call: PhoneCall): boolean {
  const waiting = call.waitingFor()
  return waiting !== undefined && waiting.for !== 'dial'
}

/** An agent whose telephone takes the first call out of the queue, talks and hangs up. */
async function takeFromQueue({ simulation }: Phone, call: PhoneCall): Promise<void> {
  const waiting = call.waitingFor()
  if (waiting?.for !== 'queue') return
  const name = waiting.queue.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const twiml = `<Response><${verb.Dial}><${noun.Queue}>${name}</${noun.Queue}></${verb.Dial}></Response>`
  startOutgoingCall(simulation, {
    from: call.to,
    to: agentAddress,
    voice: { twiml },
    person: { ...talkative(), after: 0 },
  })
  await untilChange(call, waiting)
}

const agentAddress = 'client:agent'
