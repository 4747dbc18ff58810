import { parameter, type Parameters } from '@ringback/catalog'
import { isSpeech, plainFor, plainLike } from '../routes/plain-for.ts'
import type { Route } from '../routes/route.ts'
import type { Cause } from '../run.ts'
import { anywhereInstead } from './anywhere.ts'
import { differencesBetween, isOfTheCall, withDifferences, type Difference } from './differences.ts'
import type { Tell } from './oddity-of-plain.ts'
import { smallestSubset } from './smallest-subset.ts'

const inputParameters: ReadonlySet<string> = new Set([
  parameter.Digits,
  parameter.SpeechResult,
  parameter.Confidence,
])

/** What is compared: a plain webhook, and one that is to be shrunk towards it. */
export interface Pair {
  readonly plain: Parameters
  readonly odd: Parameters
}

/** An odd webhook with a plain one of its sort; where that fails as well, that one with the plainest of all. */
export async function pairFor(route: Route, odd: Parameters, tell: Tell): Promise<Pair> {
  const plain = plainFor(route)
  const alike = plainLike(route, odd)
  if (alike === plain) return { plain, odd }
  return (await tell(alike)) === undefined ? { plain: alike, odd } : { plain, odd: alike }
}

/** The least that makes a plain webhook fail as an odd one does; undefined when it does not any more. */
export async function causeOf({ plain, odd }: Pair, tell: Tell, isLate: boolean): Promise<Cause | undefined> {
  // Of another kind nothing is plain but what it has in common with the plain one.
  const differences = differencesBetween(plain, odd).filter((each) => !isOfTheCall(each))
  // Speech in place of keys is one difference: no webhook has both.
  const isOfInput = (each: Difference): boolean =>
    each.type === 'parameter' && inputParameters.has(each.name) && isSpeech(odd) !== isSpeech(plain)
  const groups = [
    differences.filter(isOfInput),
    ...differences.filter((each) => !isOfInput(each)).map((each) => [each]),
  ].filter((group) => group.length > 0)
  const needed = await smallestSubset(
    groups,
    async (subset) => (await tell(withDifferences(plain, odd, subset.flat()))) !== undefined,
  )
  const smallest = needed?.flat()
  if (smallest === undefined) return undefined
  const [oddity, ...others] = smallest
  if (isLate || oddity === undefined || others.length > 0) return { differences: smallest }
  const anywhere = await anywhereInstead(plain, oddity, tell)
  return { differences: smallest, ...(anywhere !== undefined && { anywhere }) }
}
