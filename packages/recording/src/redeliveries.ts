import { headerName } from '@ringback/catalog'
import type { Exchange } from './exchange.ts'
import { headerOf } from './header-of.ts'

/**
 * The exchanges in which Twilio delivered a request again, each with the one in which it delivered it first. Twilio repeats a
 * request that was not answered in time, or that a connection override asks it to repeat, with the same idempotency token.
 * Redirects may have that token as well, so that method and URL have to be the same, too. `exchanges`: in their order.
 */
export function redeliveriesIn(exchanges: Iterable<Exchange>): ReadonlyMap<Exchange, Exchange> {
  const firsts = new Map<string, Exchange>()
  const again = new Map<Exchange, Exchange>()
  for (const exchange of exchanges) {
    const { headers, method, url } = exchange.request
    const token = headerOf(headers, tokenHeader)
    if (token === undefined || token === '') continue
    const request = `${token} ${method} ${url}`
    const first = firsts.get(request)
    if (first === undefined) firsts.set(request, exchange)
    else again.set(exchange, first)
  }
  return again
}

const tokenHeader = headerName.idempotencyToken
