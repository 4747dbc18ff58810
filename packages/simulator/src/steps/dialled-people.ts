import { dialCallStatus } from '@ringback/catalog'
import type { Line, People, Person } from '@ringback/simulator'
import type { Step } from './step.ts'

/** Seconds that somebody who was dialled talks before hanging up. */
const talk = 10

/** Seconds until somebody who has answered presses a key. */
const thought = 1

type DialStep = Extract<Step, { type: 'dial' }>

/** People at every number that the app dials. `next` says what becomes of the telephone that rings now. */
export function dialledPeople(next: () => DialStep): People {
  return () => personFor(next())
}

function personFor({ result, keys }: DialStep): Person {
  switch (result) {
    case dialCallStatus.answered:
      return talkative(keys)
    case dialCallStatus.busy:
      return { does: 'is-busy' }
    case dialCallStatus.failed:
      return { does: 'is-unreachable' }
    case dialCallStatus.noAnswer:
      return { does: 'silent' }
  }
}

/** Somebody who answers, presses what there is to press, talks for a while once connected, and hangs up. */
export function talkative(keys?: string): Person {
  return {
    script: async (line) => {
      if (keys !== undefined) await accept(line, keys)
      const isConnected = await line.connects().then(
        () => true,
        () => false,
      )
      if (isConnected) await line.waits(talk)
      await line.hangup()
    },
  }
}

async function accept(line: Line, keys: string): Promise<void> {
  await line.waits(thought)
  // A leg that is over by then takes no keys.
  await line.press(keys, { settle: false }).catch(() => undefined)
}
