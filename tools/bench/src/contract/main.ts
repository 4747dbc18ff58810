/**
 * Verifying contracts of many interactions: whether the time grows with their number and no faster, how many a second,
 * and what memory it takes. Signing, provider states and the judgement of TwiML are on; the app is a process of its own.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { buildPacts, type PactFile, type Route, verify } from '@ringback/contract'

const authToken = 'a-token-for-the-bench'
const kinds = [
  'voice.incoming-pstn',
  'gather.action',
  'dial.action',
  'enqueue.action',
  'record.action',
] as const
const routes: readonly Route[] = Array.from({ length: 25 }, (_, number) =>
  kinds.map((kind) => ({ kind, url: `/${number}/${kind}` })),
).flat()
const all = buildPacts({ provider: 'bench', routes, refusesForged: false })

/** The first interactions of the contract, as they stand in its files. */
function firstOf(count: number): readonly PactFile[] {
  let left = count
  return all.flatMap((file) => {
    const interactions = file.pact.interactions.slice(0, left)
    left -= interactions.length
    return interactions.length === 0 ? [] : [{ ...file, pact: { ...file.pact, interactions } }]
  })
}

async function secondsFor(pacts: readonly PactFile[], app: string): Promise<number> {
  const started = performance.now()
  const stateHandlers = { 'a call is in progress': () => ({ CallSid: `CA${'1'.repeat(32)}` }) }
  for await (const event of verify({ pacts, app, authToken, stateHandlers, concurrency: 2 })) {
    if (event.type === 'finished' && event.counts.failed > 0) throw new Error('An interaction failed.')
  }
  return (performance.now() - started) / 1000
}

const app = spawn(
  process.execPath,
  ['--conditions=ringback:source', fileURLToPath(new URL('app.ts', import.meta.url))],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const [line] = (await once(app.stdout, 'data')) as [Buffer]
const url = line.toString().trim()
try {
  await secondsFor(firstOf(20), url)
  const thousand = firstOf(1000)
  const hundred = firstOf(100)
  const inOne = await secondsFor(thousand, url)
  let inTen = 0
  for (let round = 0; round < 10; round++) inTen += await secondsFor(hundred, url)
  console.log('| | seconds | interactions/s |')
  console.log('| --- | --- | --- |')
  console.log(`| 1 run of 1,000 | ${inOne.toFixed(2)} | ${(1000 / inOne).toFixed(0)} |`)
  console.log(`| 10 runs of 100 | ${inTen.toFixed(2)} | ${(1000 / inTen).toFixed(0)} |`)
  console.log(`\nOne of 1,000 takes ${(inOne / inTen).toFixed(2)} times as long as ten of 100.`)
  console.log(`Resident: ${(process.memoryUsage.rss() / 1024 / 1024).toFixed(0)} MiB, the verifiers apart.`)
} finally {
  app.kill()
}
