import type { Exchange } from '@ringback/recording'

/** A redactor for which some exchanges are poison: call 13 ends its thread, call 14 throws what it must not show. */
export function createRedact(): (exchange: Exchange) => Exchange {
  return (exchange) => {
    if (exchange.callSid?.endsWith('0013')) process.exit(1)
    if (exchange.callSid?.endsWith('0014')) throw new TypeError(`cannot read ${exchange.callSid}`)
    return exchange
  }
}
