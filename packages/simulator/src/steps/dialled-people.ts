import { dialCallStatus } from '@ringback/catalog'
import type { Line, People, Person } from '@ringback/simulator'
import type { Step } from './step.ts'

/** Seconds that a dialled person talks before hanging up. */
const talk = 10

/** Seconds until a person who has answered presses a key. */
const thought = 1

type DialStep = Extract<Step, { type: 'dial' }>

/** A person at every number that the app dials. `next` gives the result for the telephone that rings now. */
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

/** A person who answers, presses the given keys, talks for a while once connected, and hangs up. */
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
  // A leg that is already over takes no keys.
  await line.press(keys, { settle: false }).catch(() => undefined)
}
