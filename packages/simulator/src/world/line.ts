import { twilioProblem } from '@ringback/twilio-client'
import { speechDuration } from '../executor/durations.ts'
import { createHand, type Hand } from './hand.ts'
import type { CallEvent } from './events.ts'
import { giveInput, type InputListener, type Leg } from './leg.ts'
import { endLeg } from './leg-life.ts'
import type { Line, PersonScript, SettleOptions } from './people.ts'
import { logProblem } from './send.ts'
import { emit, type World } from './world.ts'

const patience = 60

/** Seconds after which nobody waits any more for a call to want something: it may play music for ever. */
const longestSettling = 600

/** A line with what only the owner of the script needs. */
export interface HeldLine extends Line {
  /** Lets time go on until the call wants something of this person, or is over. */
  readonly settle: () => Promise<void>
  /** Lets time go on until a condition holds, tried at every event. False when the call ended before. */
  readonly until: (condition: () => boolean, within?: number) => Promise<boolean>
}

/**
 * The telephone of one leg in somebody's hand.
 */
export function pickUp(world: World, leg: Leg, hand: Hand): HeldLine {
  const { clock } = world
  const heard: string[] = []
  const stopListening = world.log.listen((event) => {
    const text = event.callSid === leg.sid ? audibleText(event) : undefined
    if (text !== undefined) heard.push(text)
  })
  for (const event of world.log.all) {
    const text = event.callSid === leg.sid ? audibleText(event) : undefined
    if (text !== undefined) heard.push(text)
  }
  const { wait } = hand
  leg.scope.onEnd(() => stopListening())

  const until = (condition: () => boolean, within = Infinity): Promise<boolean> => {
    if (condition()) return Promise.resolve(true)
    if (leg.endedAt !== undefined && leg.isOver) return Promise.resolve(false)
    return wait((resolve) => {
      const stops: (() => void)[] = []
      const finish = (value: boolean): void => {
        for (const stop of stops) stop()
        resolve(value)
      }
      const check = (): void => {
        if (condition()) finish(true)
        else if (leg.isOver) finish(false)
      }
      stops.push(world.log.listen(check))
      leg.settled.add(check)
      stops.push(() => leg.settled.delete(check))
      if (within !== Infinity) stops.push(clock.schedule(within * 1000, () => finish(false)))
    })
  }

  const settleFrom = async (taker: InputListener | undefined): Promise<void> => {
    const isSettled = (): boolean => leg.isOver || (leg.waiting !== undefined && leg.waiting.by !== taker)
    await until(isSettled, longestSettling)
  }
  const afterInput = async (
    taker: InputListener | undefined,
    { settle = true }: SettleOptions,
  ): Promise<void> => {
    if (settle && taker !== undefined) await settleFrom(taker)
  }
  const alive = (what: string): void => {
    if (leg.endedAt !== undefined) throw new Error(`cannot ${what}: the call of ${leg.sid} is over`)
  }

  return {
    callSid: leg.sid,
    until,
    settle: () => settleFrom(undefined),
    async hears(pattern, { within = patience } = {}) {
      const found = (): string | undefined => takeHeard(heard, pattern)
      let text = found()
      if (text !== undefined) return text
      await until(() => {
        text = found()
        return text !== undefined
      }, within)
      if (text !== undefined) return text
      throw new Error(notHeard(pattern, leg, within, heard))
    },
    async press(keys, options = {}) {
      let taker: InputListener | undefined
      for (const key of keys) {
        alive(`press ${key}`)
        emit(world, leg, { type: 'pressed', key })
        taker = giveInput(leg, { type: 'key', key }) ?? taker
        // A verb may have gone on to the next by the time of the next key.
        await Promise.resolve()
      }
      await afterInput(taker, options)
    },
    async say(text, { confidence = defaultConfidence, ...options } = {}) {
      alive(`say "${text}"`)
      for (const listener of leg.listeners) listener.speaking?.(text)
      await wait<void>((resolve) => void clock.schedule(speechDuration(text), () => resolve()))
      if (leg.endedAt !== undefined) return
      emit(world, leg, { type: 'spoke', text })
      for (const other of leg.others) emit(world, other, { type: 'heard', text, from: leg.sid })
      const taker = giveInput(leg, { type: 'speech', text, confidence })
      await afterInput(taker, options)
    },
    async connects() {
      if (!(await until(() => leg.others.size > 0)))
        throw new Error('the call ended, and nobody had come on the line')
    },
    transfers(to) {
      alive(`transfer to ${to}`)
      if (leg.transfer === undefined) {
        logProblem(
          world,
          leg,
          twilioProblem('transfer-refused', `the transfer to ${to} is refused: Dial has no referUrl`),
        )
      } else {
        leg.transfer(to)
      }
      return Promise.resolve()
    },
    async waits(seconds) {
      await wait<void>((resolve) => void clock.schedule(seconds * 1000, () => resolve()))
    },
    async hangup() {
      if (leg.endedAt !== undefined) return
      endLeg(world, leg, 'person')
      await until(() => leg.isOver)
    },
  }
}

/** How sure recognition is of what a person says, unless the person says otherwise. */
const defaultConfidence = 0.9

function audibleText(event: CallEvent): string | undefined {
  if (event.type === 'said' || event.type === 'heard') return event.text
  return event.type === 'played' ? event.url : undefined
}

/** The text that matches, taken from what was heard together with all before it; undefined when none does. */
function takeHeard(heard: string[], pattern: string | RegExp): string | undefined {
  for (let count = 1; count <= heard.length; count += 1) {
    const last = heard[count - 1] ?? ''
    const text = [last, heard.slice(0, count).join(' ')].find((candidate) => matches(candidate, pattern))
    if (text === undefined) continue
    heard.splice(0, count)
    return text
  }
  return undefined
}

function matches(text: string, pattern: string | RegExp): boolean {
  return typeof pattern === 'string'
    ? text.includes(pattern)
    : new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, '')).test(text)
}

function notHeard(pattern: string | RegExp, leg: Leg, within: number, heard: readonly string[]): string {
  const when = leg.isOver ? 'before the call ended' : `within ${within} s`
  const instead =
    heard.length === 0 ? 'nothing was heard' : `heard: ${heard.map((text) => `"${text}"`).join(', ')}`
  return `${String(pattern)} was not heard ${when}; ${instead}`
}

/**
 * Runs a script on a line. Time waits for it while it thinks. A script that throws is told in the log: it expected
 * what did not come.
 */
export async function runScript(world: World, leg: Leg, script: PersonScript): Promise<void> {
  const hand = createHand(world.clock)
  const line = pickUp(world, leg, hand)
  try {
    await script(line)
  } catch (error) {
    const message = `the script of ${leg.to} failed: ${error instanceof Error ? error.message : String(error)}`
    emit(world, leg, { type: 'problem', level: 'error', code: 'script-failed', twilioCode: null, message })
  } finally {
    hand.letGo()
  }
}
