import { randomUUID } from 'node:crypto'
import { redeliveriesIn, type Exchange } from '@ringback/recording'

/** One of the deliveries of a request that Twilio delivered more than once. */
export interface Delivery {
  /** The idempotency token that all deliveries of the request are sent with: an app may know them by it. */
  readonly token: string
  /** It was not answered, and a later delivery was. */
  readonly isRepeated: boolean
}

/** The deliveries of requests that were delivered more than once, with new tokens: no app takes them for those of the recording. */
export function deliveriesOf(exchanges: readonly Exchange[]): ReadonlyMap<Exchange, Delivery> {
  const deliveries = new Map<Exchange, Delivery>()
  const byFirst = Map.groupBy(redeliveriesIn(exchanges), ([, first]) => first)
  for (const [first, again] of byFirst) {
    const token = randomUUID()
    const all = [first, ...again.map(([exchange]) => exchange)]
    const lastAnswered = all.findLastIndex(({ response }) => response !== null)
    for (const [at, exchange] of all.entries()) {
      deliveries.set(exchange, { token, isRepeated: exchange.response === null && at < lastAnswered })
    }
  }
  return deliveries
}
