import { shortened } from '@ringback/common'
import type { Difference } from '../shrink/difference.ts'

/** When a failure happens, to be read after "when": `From is "anonymous" and CallerName is missing`. */
export function describeDifferences(differences: readonly Difference[]): string {
  return differences.map(describe).join(' and ')
}

function describe(difference: Difference): string {
  if (difference.type !== 'parameter') return otherThanValues(difference)
  const { name, values } = difference
  const [value, ...more] = values
  if (value === undefined) return `${name} is missing`
  if (more.length > 0) return `${name} appears more than once`
  return value === '' ? `${name} is empty` : `${name} is ${JSON.stringify(shortened(value, 80))}`
}

function otherThanValues(difference: Exclude<Difference, { readonly type: 'parameter' }>): string {
  switch (difference.type) {
    case 'order':
      return 'the parameters are in another order'
    case 'repetition':
      return 'the same caller sends it again'
    case 'missing-event':
      return `no earlier event with the same ${difference.name} has come`
  }
}
