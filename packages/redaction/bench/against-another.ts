import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { webhook } from './support/webhook.ts'

/**
 * Compares the redactor with that of another checkout on distinct exchanges, in turns, and prints how many times as fast it is.
 *
 *     node --conditions=ringback:source packages/redaction/bench/against-another.ts <redactor.ts of the other checkout>
 */
const rounds = 9
const calls = 3000
const [other = ''] = process.argv.slice(2)
interface OtherModule {
  createRedactor(options: { key: string | Uint8Array }): { redactExchange(exchange: Exchange): Exchange }
}
const another = (await import(pathToFileURL(resolve(other)).href)) as OtherModule

const exchanges = Array.from({ length: calls }, (_, call) => webhook(call))
const key = new Uint8Array(32).fill(7)

function microsecondsEach(redact: (exchange: Exchange) => Exchange): number {
  const start = process.cpuUsage()
  for (const exchange of exchanges) JSON.stringify(redact(exchange))
  const { user, system } = process.cpuUsage(start)
  return (user + system) / calls
}

const ratios: number[] = []
for (let round = 0; round < rounds; round++) {
  const mine = createRedactor({ key })
  const theirs = another.createRedactor({ key })
  const before = microsecondsEach((exchange) => theirs.redactExchange(exchange))
  const now = microsecondsEach((exchange) => mine.redactExchange(exchange))
  ratios.push(before / now)
  console.log({ before: before.toFixed(1), now: now.toFixed(1), ratio: (before / now).toFixed(2) })
}
console.log({ medianRatio: ratios.toSorted((a, b) => a - b)[rounds >> 1]?.toFixed(2) })
