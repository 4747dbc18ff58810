import { parameter, type Parameters } from '@ringback/catalog'
import { edgeCasesFor, plainParameters } from '../routes/plain-parameters.ts'
import { pageKey } from '../routes/page-key.ts'
import type { Route } from '../routes/route.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'
import type { Difference } from './difference.ts'
import { differencesBetween, isOfTheCall, withDifferences } from './differences.ts'
import type { Reproduce } from './reproduce.ts'
import { withoutSids } from './without-sids.ts'
import { findMissingParameter } from './missing-parameter.ts'
import { findRepetition } from './repetition.ts'
import { smallestSubset } from './smallest-subset.ts'

/** A route whose plain webhook fails. */
export interface PlainFailure {
  readonly route: Route
  readonly plain: Parameters
  readonly reproduce: Reproduce
  /** All routes of the app. */
  readonly routes: readonly Route[]
  /** Requests in flight at a time. */
  readonly concurrency: number
  /** A number that has not called yet. */
  readonly newCaller: string
  /** Whether an earlier event is missing. */
  readonly missingEvent: (failing: Parameters) => Promise<Difference | undefined>
}

/**
 * What makes a plain webhook fail; empty when no one thing does. What is missing, and what came before, is tried before a value that
 * is there: an app that reads an absent parameter fails for callers of every sort.
 */
export async function findPlainCause(failure: PlainFailure): Promise<readonly Difference[]> {
  const missing = await findMissingParameter({ ...failure, failing: failure.plain })
  if (missing !== undefined) return [missing]
  const earlier = await findEarlier(failure.plain, failure)
  if (earlier !== undefined) return [earlier]
  const ofKind = await causeAmongKinds(failure)
  const [cause, ...others] = ofKind.length > 0 ? ofKind : await causeAmongValues(failure)
  if (cause === undefined || others.length > 0 || (await failsWithOtherNumber(failure, cause))) return []
  return [cause]
}

/** What came before the webhook that makes it fail, or did not come: a repetition, a missing event. */
export async function findEarlier(
  failing: Parameters,
  { newCaller, reproduce, missingEvent }: Pick<PlainFailure, 'newCaller' | 'reproduce' | 'missingEvent'>,
): Promise<Difference | undefined> {
  return (await missingEvent(failing)) ?? (await findRepetition(failing, newCaller, reproduce))
}

/** Whether another plain caller, or number called, makes no difference. Then the first one is not the cause. */
async function failsWithOtherNumber({ plain, reproduce }: PlainFailure, cause: Difference): Promise<boolean> {
  if (cause.type !== 'parameter') return false
  const side = sides.find((names) => names.includes(cause.name))
  if (side === undefined) return false
  const others = plain.map(([name, value]) => [name, side.includes(name) ? otherPlainNumber : value] as const)
  return (await reproduce(others)) !== undefined
}

const sides: readonly (readonly string[])[] = [
  [parameter.From, parameter.Caller],
  [parameter.To, parameter.Called],
]
const otherPlainNumber = '+12125550117'

/** The one parameter whose value makes the plain webhook fail: with another value of it nothing is found. */
async function causeAmongValues({
  route,
  plain,
  reproduce,
  concurrency,
}: PlainFailure): Promise<readonly Difference[]> {
  const facets = Map.groupBy(
    [...edgeCasesFor(route)].filter(({ webhook }) => route.accepts(webhook.parameters)),
    ({ name }) => name.split(':', 1)[0],
  )
  const passes = async (parameters: Parameters): Promise<boolean> =>
    (await reproduce(parameters)) === undefined
  const curing = new Set<string>()
  await forEachAtOnce(facets.values(), concurrency, async ([first]) => {
    if (first === undefined || !(await passes(first.webhook.parameters))) return
    const other = first.webhook.parameters
    const smallest = await smallestSubset(differencesBetween(plain, other), (subset) =>
      passes(withDifferences(plain, other, subset)),
    )
    for (const each of smallest ?? []) curing.add(each.type === 'parameter' ? each.name : '')
  })
  // No document matters to a call that is over, so that its status is the cause only where nothing else is.
  if (curing.size > 1) curing.delete(parameter.CallStatus)
  const [name = '', ...others] = curing
  if (name === '' || others.length > 0) return []
  const values = plain.filter(([each]) => each === name).map(([, value]) => value)
  const cause: Difference = { type: 'parameter', name, values }
  // Another SID only stands for another call, conference or queue.
  return isOfTheCall(cause) || values.some((value) => withoutSids(value) !== value) ? [] : [cause]
}

/**
 * The one difference between a plain webhook and the plain webhook of another kind on the same page, if it is only one.
 */
async function causeAmongKinds({
  route,
  plain: parameters,
  reproduce,
  routes,
}: PlainFailure): Promise<readonly Difference[]> {
  const sibling = routes.find(({ kind, url }) => kind !== route.kind && pageKey(url) === pageKey(route.url))
  if (sibling === undefined) return []
  const plain = plainParameters(sibling)
  const known = new Set(plain.map(([name]) => name))
  const differences = differencesBetween(plain, parameters).filter(
    (each) => !isOfTheCall(each) || (each.type === 'parameter' && !known.has(each.name)),
  )
  const smallest = await smallestSubset(
    differences,
    async (subset) => (await reproduce(withDifferences(plain, parameters, subset))) !== undefined,
  )
  return smallest?.length === 1 ? smallest : []
}
