/**
 * Signing and verifying one real webhook of 27 parameters, here and with the official package, in turns. Run with
 * `node --conditions=ringback:source packages/signature/bench/official.ts`.
 */
import { sign, verify } from '@ringback/signature'
import twilio from 'twilio'
import webhook from './webhook.json' with { type: 'json' }

const { url, parameters, authToken } = webhook
const signature = sign({ url, parameters, authToken })
const rounds = 200
const times = 1000

const pairs = {
  sign: [
    () => sign({ url, parameters, authToken }) === signature,
    () => twilio.getExpectedTwilioSignature(authToken, url, parameters) === signature,
  ],
  verify: [
    () => verify({ url, method: 'POST', parameters, authToken, signature }),
    () => twilio.validateRequest(authToken, signature, url, parameters),
  ],
} as const

for (const [name, [ours, theirs]] of Object.entries(pairs)) {
  const ratios: number[] = []
  let [fastest, fastestOfficial] = [Infinity, Infinity]
  for (let round = 0; round < rounds; round++) {
    const a = microsecondsOf(ours)
    const b = microsecondsOf(theirs)
    if (round < 20) continue
    ratios.push(b / a)
    fastest = Math.min(fastest, a)
    fastestOfficial = Math.min(fastestOfficial, b)
  }
  const median = ratios.sort((left, right) => left - right)[Math.floor(ratios.length / 2)] ?? Number.NaN
  console.log(
    `${name}: ${median.toFixed(2)} times as fast as twilio (best ${fastest.toFixed(2)} µs against ${fastestOfficial.toFixed(2)} µs)`,
  )
}

function microsecondsOf(work: () => boolean): number {
  const start = performance.now()
  for (let at = 0; at < times; at++) if (!work()) throw new Error('A signature was wrong.')
  return ((performance.now() - start) * 1000) / times
}
