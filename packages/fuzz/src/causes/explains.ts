import type { Parameters } from '@ringback/catalog'
import type { Cause } from './cause.ts'

/** True when a webhook has all differences of a cause. */
export function explains({ differences, general }: Cause, parameters: Parameters): boolean {
  if (general?.isIn(parameters) === true) return true
  return differences.every((each) => {
    if (each.type !== 'parameter') return false
    const values = parameters.filter(([name]) => name === each.name).map(([, value]) => value)
    return values.length === each.values.length && values.every((value, at) => value === each.values[at])
  })
}
