import { answeredBy, dialCallStatus, type AnsweredBy } from '@ringback/catalog'
import type { Line, People, Person } from '@ringback/simulator'
import { personAt } from '@ringback/simulator/engine'

/** People whose behaviour control requests change. */
export interface DialledPeople {
  /** For the virtual Twilio. */
  readonly people: People
  /** Says what happens when an address is dialled; without an address, when any other one is. */
  readonly set: (address: string | undefined, person: Person) => void
  /** Everybody behaves as at the start again. */
  readonly reset: () => void
}

/** Creates people who behave as `initial` says until a request says otherwise. */
export function createDialledPeople(initial: People = {}): DialledPeople {
  const known = new Map<string, Person>()
  let others: Person | undefined
  return {
    people: (leg) => known.get(leg.to) ?? others ?? personAt(initial, leg),
    set(address, person) {
      if (address === undefined) others = person
      else known.set(address, person)
    },
    reset() {
      known.clear()
      others = undefined
    },
  }
}

/** Results of dialling, in the words of `ringback call --dialled`. */
export const dialledResults: readonly string[] = [
  dialCallStatus.answered,
  dialCallStatus.busy,
  dialCallStatus.noAnswer,
  dialCallStatus.failed,
]

/** What answering machine detection can find. */
export const answeredByWords: readonly string[] = Object.values(answeredBy)

/** What a person does, as the checked fields of a control request say it. */
export interface PersonFields {
  readonly result?: string
  readonly after?: number
  readonly answeredBy?: AnsweredBy
  readonly keys?: string
  readonly says?: string
  readonly hangsUpAfter?: number
}

/** The person that the fields of a request describe. */
export function personOf({ result, after, answeredBy: detected, ...acts }: PersonFields): Person {
  return {
    ...(after !== undefined && { after }),
    ...(detected !== undefined && { answeredBy: detected }),
    ...behaviourOf(result, acts),
  }
}

type Acts = Pick<PersonFields, 'keys' | 'says' | 'hangsUpAfter'>

function behaviourOf(result: string | undefined, acts: Acts): Pick<Person, 'does' | 'script'> {
  switch (result) {
    case dialCallStatus.busy:
      return { does: 'is-busy' }
    case dialCallStatus.noAnswer:
      return { does: 'silent' }
    case dialCallStatus.failed:
      return { does: 'is-unreachable' }
    default:
      return { script: (line) => act(line, acts) }
  }
}

/** Seconds until a person who has answered presses a key or speaks. */
const thought = 1

async function act(line: Line, { keys, says, hangsUpAfter }: Acts): Promise<void> {
  if (keys !== undefined || says !== undefined) await line.waits(thought)
  // A leg that is already over takes no input.
  if (keys !== undefined) await line.press(keys, { settle: false }).catch(() => undefined)
  if (says !== undefined) await line.say(says, { settle: false }).catch(() => undefined)
  if (hangsUpAfter === undefined) return
  await line.waits(hangsUpAfter)
  await line.hangup()
}
