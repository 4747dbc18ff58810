import { messageOf } from '@ringback/common'
import { twilioProblem } from '@ringback/twilio-client'
import { speechDuration } from '../executor/durations.ts'
import { emit, type Simulation } from '../simulation/simulation.ts'
import { createTimeHold, type TimeHold } from '../simulation/time-hold.ts'
import { logProblem } from '../webhooks/send-webhook.ts'
import { createHearing } from './hearing.ts'
import { giveInput, type InputListener, type Leg } from './leg.ts'
import { endLeg } from './leg-life.ts'
import type { Line, PersonScript } from './person.ts'
import { waitOnLeg } from './wait-on-leg.ts'

/** Default seconds that a person waits to hear something, and a test waits for an event. */
export const defaultPatience = 60

/** Seconds after which nobody waits any longer for a call to need input: it may play music forever. */
const longestSettling = 600

/** Default confidence of speech recognition. */
const defaultConfidence = 0.9

/** A line with the functions that only the owner of the script needs. */
export interface ScriptedLine extends Line {
  /** Lets time pass until the call waits for this person, or is over. */
  readonly settle: () => Promise<void>
  /**
   * Lets time pass until a condition holds, which is checked at every event. Returns false when the call ends first.
   */
  readonly until: (condition: () => boolean, within?: number) => Promise<boolean>
}

/** The line of one leg, for the person on it. Text that was said on the leg earlier counts as heard. */
export function openLine(simulation: Simulation, leg: Leg, hold: TimeHold): ScriptedLine {
  const { clock } = simulation
  const hearing = createHearing(simulation, leg)
  const until: ScriptedLine['until'] = (condition, within) =>
    waitOnLeg({ simulation, leg, hold }, condition, within)
  const settleFrom = async (taker: InputListener | undefined): Promise<void> => {
    const isSettled = (): boolean => leg.isOver || (leg.waiting !== undefined && leg.waiting.by !== taker)
    await until(isSettled, longestSettling)
  }
  const pass = (milliseconds: number): Promise<void> =>
    hold.wait<void>((resolve) => void clock.schedule(milliseconds, () => resolve()))
  return {
    callSid: leg.sid,
    until,
    settle: () => settleFrom(undefined),
    async hears(pattern, { within = defaultPatience } = {}) {
      let text = hearing.take(pattern)
      if (text !== undefined) return text
      await until(() => {
        text = hearing.take(pattern)
        return text !== undefined
      }, within)
      if (text === undefined) throw new Error(hearing.complaint(pattern, within))
      return text
    },
    async press(keys, { settle = true } = {}) {
      const taker = await pressKeys(simulation, leg, keys)
      if (settle && taker !== undefined) await settleFrom(taker)
    },
    async say(text, { confidence = defaultConfidence, settle = true } = {}) {
      requireRunning(leg, `say "${text}"`)
      for (const listener of leg.listeners) listener.speaking?.(text)
      await pass(speechDuration(text))
      if (leg.endedAt !== undefined) return
      const taker = speak(simulation, leg, text, confidence)
      if (settle && taker !== undefined) await settleFrom(taker)
    },
    async connects() {
      if (await until(() => leg.others.size > 0)) return
      throw new Error('The call ended before it was connected to another person.')
    },
    transfers(to) {
      requireRunning(leg, `transfer to ${to}`)
      transfer(simulation, leg, to)
      return Promise.resolve()
    },
    waits: (seconds) => pass(seconds * 1000),
    async hangup() {
      if (leg.endedAt !== undefined) return
      endLeg(simulation, leg, 'person')
      await until(() => leg.isOver)
    },
  }
}

function requireRunning(leg: Leg, action: string): void {
  if (leg.endedAt !== undefined) throw new Error(`Cannot ${action}: call ${leg.sid} is over.`)
}

async function pressKeys(simulation: Simulation, leg: Leg, keys: string): Promise<InputListener | undefined> {
  let taker: InputListener | undefined
  for (const key of keys) {
    requireRunning(leg, `press ${key}`)
    emit(simulation, leg, { type: 'pressed', key })
    taker = giveInput(leg, { type: 'key', key }) ?? taker
    // By the time of the next key, another verb may run.
    await Promise.resolve()
  }
  return taker
}

function speak(
  simulation: Simulation,
  leg: Leg,
  text: string,
  confidence: number,
): InputListener | undefined {
  emit(simulation, leg, { type: 'spoke', text })
  for (const other of leg.others) emit(simulation, other, { type: 'heard', text, from: leg.sid })
  return giveInput(leg, { type: 'speech', text, confidence })
}

function transfer(simulation: Simulation, leg: Leg, to: string): void {
  if (leg.transfer !== undefined) {
    leg.transfer(to)
    return
  }
  const message = `The transfer to ${to} was refused: Dial has no referUrl.`
  logProblem(simulation, leg, twilioProblem('transfer-refused', message))
}

/**
 * Runs a script on a line. Time stops while the script runs its own code. An error in the script is logged as a
 * problem.
 */
export async function runScript(simulation: Simulation, leg: Leg, script: PersonScript): Promise<void> {
  const hold = createTimeHold(simulation.clock)
  const line = openLine(simulation, leg, hold)
  try {
    await script(line)
  } catch (error) {
    const message = `The script of ${leg.to} failed: ${messageOf(error)}`
    emit(simulation, leg, {
      type: 'problem',
      level: 'error',
      code: 'script-failed',
      twilioCode: null,
      message,
    })
  } finally {
    hold.release()
  }
}
