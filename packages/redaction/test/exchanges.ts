import type { Exchange } from '@ringback/recording'
import { plainExchange } from '@ringback/test-support/exchange'

export { sid } from '@ringback/test-support/exchange'

/** A whole exchange with what a test cares about set. */
export function exchange(part: Partial<Exchange> & { readonly id: string }): Exchange {
  return { ...plainExchange, ...part }
}
