import { parameter, type Parameters } from '@ringback/catalog'
import type { Cause } from '../causes/cause.ts'
import { isSpeech, plainParameters, plainParametersLike } from '../routes/plain-parameters.ts'
import type { Route } from '../routes/route.ts'
import type { Difference } from './difference.ts'
import { differencesBetween, isOfTheCall, withDifferences } from './differences.ts'
import { findGeneralCause } from './general-cause.ts'
import type { Reproduce } from './reproduce.ts'
import { smallestSubset } from './smallest-subset.ts'

const inputParameters: ReadonlySet<string> = new Set([
  parameter.Digits,
  parameter.SpeechResult,
  parameter.Confidence,
])

/** A plain webhook, and a failing one that is to be shrunk towards it. */
export interface WebhookPair {
  readonly plain: Parameters
  readonly failing: Parameters
}

/**
 * A failing webhook with a plain one of the same variant (speech with speech). When the plain one of that variant fails
 * too, that one is compared with the plainest of all.
 */
export async function pairFor(route: Route, failing: Parameters, reproduce: Reproduce): Promise<WebhookPair> {
  const plain = plainParameters(route)
  const alike = plainParametersLike(route, failing)
  if (alike === plain) return { plain, failing }
  return (await reproduce(alike)) === undefined ? { plain: alike, failing } : { plain, failing: alike }
}

/**
 * The smallest set of differences that makes a plain webhook fail in the same way; undefined when the failure does not
 * occur again.
 */
export async function findCause(
  { plain, failing }: WebhookPair,
  reproduce: Reproduce,
  isLate: boolean,
): Promise<Cause | undefined> {
  const needed = await smallestSubset(differenceGroups(plain, failing), async (subset) => {
    return (await reproduce(withDifferences(plain, failing, subset.flat()))) !== undefined
  })
  const differences = needed?.flat()
  if (differences === undefined) return undefined
  const [first, ...others] = differences
  if (isLate || first === undefined || others.length > 0) return { differences }
  const general = await findGeneralCause(plain, first, reproduce)
  return { differences, ...(general !== undefined && { general }) }
}

/** The differences, grouped where they depend on each other: no webhook has both keys and speech. */
function differenceGroups(plain: Parameters, failing: Parameters): readonly (readonly Difference[])[] {
  // The SIDs of another call are not a difference.
  const differences = differencesBetween(plain, failing).filter((each) => !isOfTheCall(each))
  const isOfInput = (each: Difference): boolean =>
    each.type === 'parameter' && inputParameters.has(each.name) && isSpeech(failing) !== isSpeech(plain)
  return [
    differences.filter(isOfInput),
    ...differences
      .filter((each) => !isOfInput(each))
      .toSorted((one, other) => rank(one) - rank(other))
      .map((each) => [each]),
  ].filter((group) => group.length > 0)
}

/** What is missing, what is there twice and the order come before values: the first that is enough alone is the cause. */
function rank(difference: Difference): number {
  if (difference.type !== 'parameter') return 2
  const { length } = difference.values
  return length === 0 ? 0 : length > 1 ? 1 : 3
}
