import type { Parameters } from '@ringback/catalog'
import { callSids } from '../send/call-sids.ts'
import type { Difference } from './difference.ts'
import { withoutSids } from './without-sids.ts'

/** The differences between a webhook and a plain one; all SIDs count as equal. No values: the parameter is not sent. */
export function differencesBetween(plain: Parameters, odd: Parameters): readonly Difference[] {
  const names = new Set([...plain, ...odd].map(([name]) => name))
  const changed = [...names].flatMap((name): readonly Difference[] => {
    const values = valuesOf(odd, name)
    const before = valuesOf(plain, name)
    const isSame =
      values.length === before.length &&
      values.every((value, at) => withoutSids(value) === withoutSids(before[at] ?? ''))
    return isSame ? [] : [{ type: 'parameter', name, values }]
  })
  return isSameOrder(plain, odd) ? changed : [...changed, { type: 'order' }]
}

/** The plain webhook with some of the differences of an unusual one. */
export function withDifferences(
  plain: Parameters,
  odd: Parameters,
  differences: readonly Difference[],
): Parameters {
  const changed = new Map(
    differences.flatMap((each) => (each.type === 'parameter' ? [[each.name, each.values] as const] : [])),
  )
  const kept = plain.flatMap(([name, value]) => {
    const values = changed.get(name)
    if (values === undefined) return [[name, value] as const]
    changed.delete(name)
    return values.map((each) => [name, each] as const)
  })
  const added = [...changed].flatMap(([name, values]) => values.map((value) => [name, value] as const))
  const parameters = [...kept, ...added]
  return differences.some(({ type }) => type === 'order') ? inOrderOf(odd, parameters) : parameters
}

function valuesOf(parameters: Parameters, name: string): readonly string[] {
  return parameters.filter(([each]) => each === name).map(([, value]) => value)
}

/** Whether the names that both have come in the same order; a repeated name stands where it stands first. */
function isSameOrder(plain: Parameters, odd: Parameters): boolean {
  const names = [...new Set(plain.map(([name]) => name))]
  const places = new Map(names.map((name, place) => [name, place]))
  const order = [...new Set(odd.map(([name]) => name))].flatMap((name) => places.get(name) ?? [])
  return order.every((place, at) => at === 0 || place > (order[at - 1] ?? 0))
}

function inOrderOf(order: Parameters, parameters: Parameters): Parameters {
  const places = new Map(order.map(([name], place) => [name, place]))
  const placeOf = (name: string): number => places.get(name) ?? order.length
  return parameters.toSorted(([a], [b]) => placeOf(a) - placeOf(b))
}

/** The SIDs of a call are new in every call, and not a difference. */
export function isOfTheCall(difference: Difference): boolean {
  return (
    difference.type === 'parameter' &&
    callSids.has(difference.name) &&
    difference.values.some((value) => /^[A-Z]{2}[0-9a-f]{32}$/.test(value))
  )
}
