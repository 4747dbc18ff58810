import { dialCallStatus } from '@ringback/catalog'
import type { Line, People, Person, Phone } from '@ringback/simulator'
import type { Step } from './step.ts'

/** Seconds that somebody who was dialled talks before hanging up. */
const talk = 10

/** Seconds until somebody who has answered presses a key. */
const thought = 1

type DialStep = Extract<Step, { type: 'dial' }>

/** People at every number that the app dials. `next` says what becomes of the telephone that rings now. */
export function dialledPeople(next: () => DialStep, phone: () => Phone): People {
  return () => personFor(next(), phone)
}

function personFor({ result, keys }: DialStep, phone: () => Phone): Person {
  switch (result) {
    case dialCallStatus.answered:
      return { script: (line) => talkOn(line, keys, phone()) }
    case dialCallStatus.busy:
      return { does: 'is-busy' }
    case dialCallStatus.failed:
      return { does: 'is-unreachable' }
    case dialCallStatus.noAnswer:
      return { does: 'silent' }
  }
}

/** Answers, presses what there is to press, talks for a while and hangs up. */
async function talkOn(line: Line, keys: string | undefined, { world }: Phone): Promise<void> {
  const has = (type: 'bridged' | 'hung-up' | 'ended'): boolean =>
    world.log.all.some((event) => event.type === type && event.callSid === line.callSid)
  const isGone = (): boolean => has('hung-up') || has('ended')
  if (keys !== undefined) {
    await line.waits(thought)
    if (!isGone()) await line.press(keys, { settle: false })
  }
  while (!has('bridged') && !isGone()) await line.waits(1)
  if (!isGone()) await line.waits(talk)
  await line.hangup()
}
