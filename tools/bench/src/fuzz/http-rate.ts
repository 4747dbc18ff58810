import autocannon from 'autocannon'
import { edgeCasesOf, toWire } from '@ringback/arbitraries'
import { startApp } from '@ringback/app-flawed'
import { fuzz } from '@ringback/fuzz'
import { authToken } from './fuzz-bug.ts'

/** Requests a second over HTTP: the fuzzer, and autocannon with the same webhooks on the same app. */
const app = await startApp({ port: 0, authToken })
const url = `${app.url}/voice`
const requests = [...edgeCasesOf('voice.incoming-pstn')].flatMap(({ webhook }) => {
  const { method, headers, body } = toWire(webhook, { url, authToken })
  // Twilio opens a connection for each request.
  return method === 'GET'
    ? []
    : [{ method, path: '/voice', headers: { ...headers, Connection: 'close' }, body: body ?? '' }]
})
const peer = await autocannon({ url, connections: 8, duration: 3, requests })
let ours = 0
for await (const event of fuzz({ voiceUrl: url, authToken, runs: 500, seed: 1 })) {
  if (event.type === 'finished') ours = event.report.requests / (event.report.durationMs / 1000)
}
await app.close()
const theirs = peer.requests.average
console.log(
  `autocannon ${theirs.toFixed(0)} requests/s, fuzz ${ours.toFixed(0)} requests/s, ratio ${(ours / theirs).toFixed(2)}`,
)
process.exitCode = ours / theirs >= 0.5 ? 0 : 1
