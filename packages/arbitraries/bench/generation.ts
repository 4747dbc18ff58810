/**
 * Generating webhooks next to a plain `fc.record` of as many fields. Prints the medians of runs that alternate, in
 * microseconds a case, and the ratio: 1 or more means at least as fast.
 *
 * Run with `node --conditions=ringback:source packages/arbitraries/bench/generation.ts`.
 */
import { webhook, webhookOf } from '@ringback/arbitraries'
import { assert, property, record, sample, string, type Arbitrary } from 'fast-check'

const rounds = 15
const numRuns = 5000

compare('webhook()', webhook())
compare("webhookOf('voice.incoming-pstn')", webhookOf('voice.incoming-pstn'))

function compare(name: string, ours: Arbitrary<{ readonly parameters: readonly unknown[] }>): void {
  const counts = sample(ours, { numRuns: 2000, seed: 1 }).map(({ parameters }) => parameters.length)
  const fields = Math.round(counts.reduce((sum, count) => sum + count, 0) / counts.length)
  const plain = record(
    Object.fromEntries(Array.from({ length: fields }, (_, index) => [`field${index}`, string()])),
  )
  const times = { ours: [] as number[], plain: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(timeOf(ours, round))
    times.plain.push(timeOf(plain, round))
  }
  const [own, other] = [median(times.ours), median(times.plain)]
  console.log(
    `${name}: ${own.toFixed(1)} µs; fc.record of ${fields} strings: ${other.toFixed(1)} µs; ratio ${(other / own).toFixed(2)}`,
  )
}

function timeOf<T>(arbitrary: Arbitrary<T>, seed: number): number {
  const start = performance.now()
  assert(
    property(arbitrary, () => true),
    { numRuns, seed },
  )
  return ((performance.now() - start) * 1000) / numRuns
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
