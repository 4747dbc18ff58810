/**
 * Requests a second over HTTP: the fuzzer with all its phases, and autocannon with the same kind of webhooks on the same
 * app, in turns. Half of autocannon's rate is asked for.
 */
import { edgeCasesOf, toWire } from '@ringback/arbitraries'
import { startApp } from '@ringback/app-flawed'
import { fuzz } from '@ringback/fuzz'
import autocannon from 'autocannon'

const authToken = 'a-token-for-the-benchmark'
const rounds = 5
const connections = 8

const app = await startApp({ port: 0, authToken })
const url = `${app.url}/voice`
const ratios: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const theirs = await autocannonRate()
  const ours = await fuzzRate(round)
  ratios.push(ours / theirs)
  console.log(
    `autocannon ${theirs.toFixed(0)} requests/s, fuzz ${ours.toFixed(0)} requests/s, ratio ${(ours / theirs).toFixed(2)}`,
  )
}
await app.close()
const median = ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
console.log(`median ratio ${median.toFixed(2)}`)
process.exitCode = median >= 0.5 ? 0 : 1

async function autocannonRate(): Promise<number> {
  const requests = [...edgeCasesOf('voice.incoming-pstn')].flatMap(({ webhook }) => {
    const { method, headers, body } = toWire(webhook, { url, authToken })
    // Twilio opens a connection for each request.
    return method === 'GET'
      ? []
      : [{ method, path: '/voice', headers: { ...headers, Connection: 'close' }, body: body ?? '' }]
  })
  const { requests: sent } = await autocannon({ url, connections, duration: 3, requests })
  return sent.average
}

async function fuzzRate(seed: number): Promise<number> {
  for await (const event of fuzz({ voiceUrl: url, authToken, runs: 500, seed, concurrency: connections })) {
    if (event.type === 'finished') return event.report.requests / (event.report.durationMs / 1000)
  }
  throw new Error('The fuzzer ended without a report.')
}
