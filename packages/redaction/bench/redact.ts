import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { webhook } from './support/webhook.ts'

/**
 * How much processor time redaction and serialisation of one webhook take. Each call has a caller and a CallSid of its own, so
 * nothing but the fixed parts of a call comes from a cache; `known` repeats the same calls.
 *
 *     node --conditions=ringback:source packages/redaction/bench/redact.ts
 */
const calls = 4000

function microsecondsEach(exchanges: readonly Exchange[], work: (exchange: Exchange) => unknown): string {
  const start = process.cpuUsage()
  for (const exchange of exchanges) work(exchange)
  const { user, system } = process.cpuUsage(start)
  return `${((user + system) / exchanges.length).toFixed(1)} µs`
}

const exchanges = Array.from({ length: calls }, (_, call) => webhook(call))
for (let round = 0; round < 5; round++) {
  const redactor = createRedactor({ key: new Uint8Array(32).fill(round + 1) })
  const serialise = microsecondsEach(exchanges, (exchange) => JSON.stringify(exchange))
  const fresh = microsecondsEach(exchanges, (exchange) => JSON.stringify(redactor.redactExchange(exchange)))
  const known = microsecondsEach(exchanges, (exchange) => JSON.stringify(redactor.redactExchange(exchange)))
  console.log({ serialise, fresh, known })
}
