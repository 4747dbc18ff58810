import { edgeCasesOf } from '@ringback/arbitraries'
import type { Parameters } from '@ringback/catalog'
import { forEachOf } from '../for-each.ts'
import { plainFor } from '../routes/plain-for.ts'
import { pageOf, type Route } from '../routes/route.ts'
import type { Run } from '../run.ts'
import type { Sent } from '../send/sender.ts'
import { differencesBetween, isOfTheCall, withDifferences, type Difference } from './differences.ts'
import { smallestSubset } from './smallest-subset.ts'

/** Sends parameters in a new call; gives what came of it when the same was found, else undefined. */
export type Tell = (parameters: Parameters) => Promise<Sent | undefined>

/** For a plain webhook that fails: the one thing of it that makes it fail, if it is one. */
export async function oddityOfPlain(
  run: Run,
  route: Route,
  plain: Parameters,
  tell: Tell,
): Promise<readonly Difference[]> {
  const ofKind = await oddityOfKind(run, route, plain, tell)
  return ofKind.length > 0 ? ofKind : oddityOfValue(run, route, plain, tell)
}

/** The one parameter whose value makes the plain webhook fail: with another value of it nothing is found. */
async function oddityOfValue(
  run: Run,
  route: Route,
  plain: Parameters,
  tell: Tell,
): Promise<readonly Difference[]> {
  const facets = Map.groupBy(
    [...edgeCasesOf(route.kind)].filter(({ webhook }) => route.accepts(webhook.parameters)),
    ({ name }) => name.split(':', 1)[0],
  )
  const passes = async (parameters: Parameters): Promise<boolean> => (await tell(parameters)) === undefined
  const saving = new Set<string>()
  await forEachOf(facets.values(), run.options.concurrency ?? 8, async ([first]) => {
    if (first === undefined || !(await passes(first.webhook.parameters))) return
    const odd = first.webhook.parameters
    const smallest = await smallestSubset(differencesBetween(plain, odd), (subset) =>
      passes(withDifferences(plain, odd, subset)),
    )
    for (const each of smallest ?? []) saving.add(each.type === 'order' ? '' : each.name)
  })
  const [name = '', ...others] = saving
  if (name === '' || others.length > 0) return []
  return [
    { type: 'parameter', name, values: plain.filter(([each]) => each === name).map(([, value]) => value) },
  ]
}

/**
 * For a kind whose plain webhook fails: what of it makes it fail, when that is one thing, seen from the plain webhook
 * of another kind that the page answers.
 */
async function oddityOfKind(
  run: Run,
  route: Route,
  parameters: Parameters,
  tell: Tell,
): Promise<readonly Difference[]> {
  const sibling = [...run.routes.values()].find(
    ({ kind, url }) => kind !== route.kind && pageOf(url) === pageOf(route.url),
  )
  if (sibling === undefined) return []
  const plain = plainFor(sibling)
  const known = new Set(plain.map(([name]) => name))
  const differences = differencesBetween(plain, parameters).filter(
    (each) => !isOfTheCall(each) || (each.type === 'parameter' && !known.has(each.name)),
  )
  const smallest = await smallestSubset(
    differences,
    async (subset) => (await tell(withDifferences(plain, parameters, subset))) !== undefined,
  )
  return smallest?.length === 1 ? smallest : []
}
