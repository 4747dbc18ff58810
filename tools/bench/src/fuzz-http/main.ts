/**
 * Requests a second over HTTP: the fuzzer with all its phases, and autocannon with webhooks of the same kind on the same
 * app, in turns. The app has a process of its own; both open a connection for each request, as Twilio does, and have as
 * many under way. Half of autocannon's rate is asked for.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { edgeCasesOf } from '@ringback/arbitraries'
import { fuzz } from '@ringback/fuzz'
import { signedRequest, toRequest } from '@ringback/twilio-client'
import autocannon from 'autocannon'
import { startServed } from '../proxy/process/served.ts'

const authToken = 'a-token-for-the-benchmark'
/** The first rounds only warm both of them, and the app, up. */
const [warmUps, rounds] = [3, 7]
const connections = 16
/** Enough for some seconds, as autocannon has. */
const runs = 10_000

const folder = mkdtempSync(join(tmpdir(), 'ringback-bench-fuzz-'))
const script = fileURLToPath(new URL('app.ts', import.meta.url))
const args = (port: number): readonly string[] => [
  '--conditions=ringback:source',
  script,
  String(port),
  authToken,
]
const app = await startServed({ command: process.execPath, args }, folder)
const url = `${app.url}/voice`
const ratios: number[] = []
for (let round = -warmUps; round < rounds; round += 1) {
  const theirs = await autocannonRate()
  const ours = await fuzzRate(round)
  if (round >= 0) ratios.push(ours / theirs)
  console.log(
    `autocannon ${theirs.toFixed(0)} requests/s, fuzz ${ours.toFixed(0)} requests/s, ratio ${(ours / theirs).toFixed(2)}`,
  )
}
await app.stop()
rmSync(folder, { recursive: true })
const median = ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
console.log(`median ratio ${median.toFixed(2)}`)
process.exitCode = median >= 0.5 ? 0 : 1

async function autocannonRate(): Promise<number> {
  const requests = [...edgeCasesOf('voice.incoming-pstn')].flatMap(({ webhook }) => {
    if (webhook.method === 'GET') return []
    const { headers } = toRequest(webhook, { url, authToken })
    const { body = '' } = signedRequest(webhook, { url, authToken })
    return [
      {
        method: 'POST' as const,
        path: '/voice',
        headers: { ...Object.fromEntries(headers), Connection: 'close' },
        body: String(body),
      },
    ]
  })
  const { requests: sent } = await autocannon({ url, connections, duration: 3, requests })
  return sent.average
}

async function fuzzRate(seed: number): Promise<number> {
  for await (const event of fuzz({ voiceUrl: url, authToken, runs, seed, concurrency: connections })) {
    if (event.type === 'finished') return event.report.requests / (event.report.durationMs / 1000)
  }
  throw new Error('The fuzzer ended without a report.')
}
