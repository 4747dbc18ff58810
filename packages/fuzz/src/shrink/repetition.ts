import { parameter, parseAddress, valueOf, type Parameters } from '@ringback/catalog'
import type { Difference } from './difference.ts'
import type { Reproduce } from './reproduce.ts'

/**
 * Finds out whether a webhook fails only since the same caller has sent it before: a new caller sends it twice. Undefined when the
 * first time fails as well, or the second does not.
 */
export async function findRepetition(
  failing: Parameters,
  newCaller: string,
  reproduce: Reproduce,
): Promise<Difference | undefined> {
  const from = valueOf(failing, parameter.From)
  if (from === undefined || parseAddress(from).scheme !== 'pstn') return undefined
  const ofNewCaller = failing.map((pair) => (isOfCaller(pair[0]) ? ([pair[0], newCaller] as const) : pair))
  if ((await reproduce(ofNewCaller)) !== undefined) return undefined
  return (await reproduce(ofNewCaller)) === undefined ? undefined : { type: 'repetition' }
}

function isOfCaller(name: string): boolean {
  return name === parameter.From || name === parameter.Caller
}
