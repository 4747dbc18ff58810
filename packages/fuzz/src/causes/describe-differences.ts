import { shortened } from '@ringback/common'
import type { Difference } from '../shrink/difference.ts'

/** When a failure happens, to be read after "when": `From is "anonymous" and CallerName is missing`. */
export function describeDifferences(differences: readonly Difference[]): string {
  return differences.map(describe).join(' and ')
}

function describe(difference: Difference): string {
  if (difference.type === 'order') return 'the parameters are in another order'
  const { name, values } = difference
  const [value, ...more] = values
  if (value === undefined) return `${name} is missing`
  if (more.length > 0) return `${name} appears more than once`
  return value === '' ? `${name} is empty` : `${name} is ${JSON.stringify(shortened(value, 80))}`
}
