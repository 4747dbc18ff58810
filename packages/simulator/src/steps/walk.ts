import { dialCallStatus } from '@ringback/catalog'
import {
  createPhone,
  type CallEvent,
  type CallOptions,
  type OutgoingCall,
  type Phone,
  type PhoneCall,
  type PhoneOptions,
} from '@ringback/simulator'
import { startOutgoingCall } from '@ringback/simulator/engine'
import type { TwilioClient } from '@ringback/twilio-client/node'
import { noun, verb } from '@ringback/twiml'
import { createDialSteps, type DialSteps } from './dial-steps.ts'
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
  /** Sends the requests of several walks. Default: a client made from the options of the phone. */
  readonly client?: TwilioClient
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
export function createWalk({
  phone: options,
  steps,
  call = {},
  dialled,
  beforeStep,
  client,
}: WalkOptions): Walk {
  const dials = createDialSteps(steps, { type: 'dial', result: dialled ?? dialCallStatus.answered })
  const phone = createPhone({ ...options, people: dialledPeople(dials.ring) }, client)
  let callSid: string | undefined
  phone.simulation.log.listen((event: CallEvent) => {
    if (event.type !== 'waiting' || event.waiting.for !== 'dial') return
    // An agent dials into a queue; before the call is there, only its own leg can dial.
    if (callSid === undefined || event.callSid === callSid) dials.startDial(event.waiting.sequential)
  })
  return {
    phone,
    async start() {
      const placed = 'voice' in call ? await phone.create({ person: {}, ...call }) : await phone.call(call)
      callSid = placed.callSid
      for (const [position, step] of steps.entries()) {
        dials.reach(position)
        if (placed.isOver()) break
        beforeStep?.(placed, step)
        if (step.type === 'dial') await takeDial(placed, dials, position)
        else await take(phone, placed, step)
      }
      return placed
    },
  }
}

/** Goes on until the telephone of a dial step has done what the step says. */
async function takeDial(call: PhoneCall, dials: DialSteps, position: number): Promise<void> {
  // It may have rung while the step before was taken, and may be through.
  if (!dials.isGiven(position)) await until(call, isDialling)
  else if (dials.isOver(position)) return
  if (isDialling(call)) await untilChange(call)
}

function isDialling(call: PhoneCall): boolean {
  return call.waitingFor()?.for === 'dial'
}

async function take(phone: Phone, call: PhoneCall, step: Exclude<Step, DialStep>): Promise<void> {
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
