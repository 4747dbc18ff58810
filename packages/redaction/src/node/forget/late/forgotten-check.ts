import { parameter } from '@ringback/catalog'
import { parameterOf, type Exchange } from '@ringback/recording'
import type { SettleSettings } from '../../settle/settings.ts'
import { createMentions, textOfExchange } from '../mentions.ts'
import { realValuesOf, redactorsOf, type PseudonymsOfKey } from '../real-values.ts'
import type { ForgottenEntry } from './forgotten-entry.ts'

/** Where somebody who records learns who was forgotten. */
export interface ForgottenSource {
  /** The entries that were added since this was asked last. Rejects when that cannot be found out. */
  news(): Promise<readonly ForgottenEntry[]>
}

/** Tells whether what was taken is about somebody who was forgotten since. */
export interface ForgottenCheck {
  /** Reads what was added. Rejects when it cannot be read. */
  refresh(): Promise<void>
  /**
   * Whether an exchange is of a call that was removed, or names the person and began before the person was forgotten. What the person
   * does afterwards, in other calls, is recorded.
   */
  has(late: LateExchange): boolean
}

/** An exchange that is about to be recorded. */
export interface LateExchange {
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly original: () => Exchange
  /** As it is to be recorded, where that is known already. */
  readonly recorded?: Exchange
}

/** No call is longer, in milliseconds. */
const longestCallMs = 25 * 60 * 60_000

/** Looks at exchanges before they are recorded. */
export function createForgottenCheck(
  source: ForgottenSource,
  { ring, redaction }: Pick<SettleSettings, 'ring' | 'redaction'>,
): ForgottenCheck {
  const people: Person[] = []
  let redactors: readonly PseudonymsOfKey[] | undefined
  return {
    async refresh() {
      for (const entry of await source.news()) {
        redactors ??= redactorsOf(ring, { redaction })
        people.push(personOf(entry, redactors))
      }
    },
    has: ({ startedAt, original, recorded }) =>
      people.some(
        (person) =>
          (startedAt < person.at + longestCallMs && person.isOfCall(recorded ?? original())) ||
          (startedAt <= person.at && person.isNamedIn(original(), recorded)),
      ),
  }
}

interface Person {
  readonly at: number
  /** Whether an exchange is of one of the calls that were removed. */
  isOfCall(exchange: Exchange): boolean
  isNamedIn(original: Exchange, recorded: Exchange | undefined): boolean
}

function personOf({ at, values, calls }: ForgottenEntry, redactors: readonly PseudonymsOfKey[]): Person {
  const pseudonyms = values.flatMap((value) => redactors.flatMap((redactor) => redactor.pseudonymsOf(value)))
  const isRecorded = createMentions([...values, ...pseudonyms])
  const isGiven = createMentions(values)
  const sids = new Set(calls)
  const isRemoved = (sid: string): boolean =>
    sids.has(sid) || redactors.some((redactor) => sids.has(redactor.redactValue(parameter.CallSid, sid)))
  return {
    at,
    isOfCall: (exchange) => sids.size > 0 && sidsIn(exchange).some(isRemoved),
    isNamedIn: (original, recorded) =>
      isGiven(textOfExchange(original)) ||
      values.some((value) => realValuesOf(original, redactors, value).length > 0) ||
      (recorded !== undefined && isRecorded(textOfExchange(recorded))),
  }
}

/** The legs that an exchange is of, or tells of. */
function sidsIn({ callSid, parentCallSid, request }: Exchange): readonly string[] {
  return [callSid, parentCallSid, parameterOf(request, parameter.DialCallSid)].filter(
    (sid) => typeof sid === 'string' && sid !== '',
  ) as readonly string[]
}
