/**
 * The proxy beside itself without recording, and beside its peers, on the same work in the same run. Prints the
 * tables and writes them to results/proxy.md. `--quick` makes short rounds and leaves the peers out;
 * `--only=throughput,addedLatency,memory,peers,soak,kills,hostile` runs some of the sections and
 * writes nothing.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sendHostile } from './hostile.ts'
import { killAgainAndAgain } from './kills.ts'
import { load } from './load-result.ts'
import { measure, type Contestant, type Measured } from './measure.ts'
import { residentMiB, startScript, type Served } from './processes.ts'
import { soak } from './soak.ts'
import { variants, type Variant } from './variants.ts'

const isQuick = process.argv.includes('--quick')
const rounds = isQuick ? 2 : 5
const seconds = isQuick ? 1 : 2.5
const memoryExchanges = isQuick ? 10_000 : 100_000
const lines: string[] = []
const say = (line = ''): void => {
  console.log(line)
  lines.push(line)
}

const root = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
const app = await startScript('app.ts', [])
const running: Served[] = []

async function enter(variant: Variant): Promise<Contestant | string> {
  const missing = variant.missing()
  if (missing !== undefined) return missing
  const folder = await mkdtemp(join(root, 'variant-'))
  try {
    const served = await variant.start(app.url, folder)
    running.push(served)
    const trial = await load(served.url, { connections: 4, seconds: 1 })
    if (trial.requests > trial.errors) return { name: variant.name, served }
    await served.stop()
    running.splice(running.indexOf(served), 1)
    return 'it starts, but does not forward'
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
  }
}

async function mustEnter(variant: Variant): Promise<Contestant> {
  const contestant = await enter(variant)
  if (typeof contestant === 'string') throw new Error(`${variant.name}: ${contestant}`)
  return contestant
}

function table(results: readonly Measured[], base: Measured | undefined): void {
  say('| | ratio | requests/s | p50 ms | p99 ms | proxy CPU µs/request | errors |')
  say('| --- | --- | --- | --- | --- | --- | --- |')
  for (const each of results) {
    const ratio = (each.perSecond / (base?.perSecond ?? Number.NaN)).toFixed(2)
    const numbers = [
      each.perSecond.toFixed(0),
      each.p50.toFixed(1),
      each.p99.toFixed(1),
      each.cpuMicros.toFixed(0),
      each.errors,
    ]
    say(`| ${each.name} | ${ratio} | ${numbers.join(' | ')} |`)
  }
  say()
}

async function stopAll(contestants: readonly Contestant[]): Promise<void> {
  for (const { name, served } of contestants) {
    const last = await served.stop()
    running.splice(running.indexOf(served), 1)
    if (!last.startsWith('{')) continue
    const counts = JSON.parse(last) as { exchanges: number; recorded: number; notRecorded: number }
    if (counts.recorded > 0 || counts.notRecorded > 0) {
      say(
        `${name}: ${counts.recorded} of ${counts.exchanges} exchanges recorded, ${counts.notRecorded} lost.`,
      )
    }
  }
  say()
}

async function throughput(): Promise<void> {
  const contestants = [
    await mustEnter(variants.forwarding),
    await mustEnter(variants.recording),
    await mustEnter(variants.verifying),
    await mustEnter(variants.httpProxy),
  ]
  for (const connections of [16, 64]) {
    const results = await measure(contestants, { rounds, seconds, connections, rate: 0 })
    say(`## ${connections} connections, bursts of ${seconds} s, relative to ourselves without recording`)
    say()
    table(results, results[0])
  }
  await stopAll(contestants)
}

async function addedLatency(): Promise<void> {
  const contestants = [await mustEnter(variants.forwarding), await mustEnter(variants.recording)]
  const results = await measure(contestants, { rounds, seconds: seconds * 2, connections: 16, rate: 500 })
  const added = (results[1]?.p99 ?? Number.NaN) - (results[0]?.p99 ?? Number.NaN)
  say('## 500 requests per second')
  say()
  table(results, results[0])
  say(`Added by recording: ${added.toFixed(2)} ms at p99.`)
  say()
  await stopAll(contestants)
}

async function memory(): Promise<void> {
  const forwarding = await mustEnter(variants.forwarding)
  const recording = await mustEnter(variants.recording)
  const share = memoryExchanges / 10
  const rate = async ({ served }: Contestant, firstIndex: number): Promise<number> =>
    (await load(served.url, { connections: 16, seconds: 300, total: share, firstIndex })).perSecond
  const base = await rate(forwarding, 0)
  const steps: { readonly perSecond: number; readonly mib: number }[] = []
  for (let step = 0; step < 10; step += 1) {
    const perSecond = await rate(recording, step * share)
    steps.push({ perSecond, mib: residentMiB(recording.served.pid) ?? Number.NaN })
  }
  say(`## ${memoryExchanges} exchanges in one go`)
  say()
  say(`Resident MiB after each tenth: ${steps.map(({ mib }) => mib.toFixed(0)).join(', ')}.`)
  const tenths = steps.map(({ perSecond }) => (perSecond / base).toFixed(2)).join(', ')
  say(`Throughput of each tenth, relative to ourselves without recording: ${tenths}.`)
  await stopAll([forwarding, recording])
}

async function peers(): Promise<void> {
  const contestants: Contestant[] = [await mustEnter(variants.recording)]
  const absent: string[] = []
  for (const variant of [
    variants.httpProxy,
    variants.nginx,
    variants.mitmdump,
    variants.talkback,
    variants.anyproxy,
  ]) {
    const contestant = await enter(variant)
    if (typeof contestant === 'string') absent.push(`Not measured: ${variant.name}: ${contestant}.`)
    else contestants.push(contestant)
  }
  const results = await measure(contestants, { rounds: 3, seconds, connections: 16, rate: 0 })
  say('## Peers, 16 connections, relative to ourselves recording')
  say()
  table(results, results[0])
  for (const line of absent) say(line)
  await stopAll(contestants)
}

async function longLoad(): Promise<void> {
  const duration = isQuick ? 10 : 60
  const connections = 64
  const result = await soak({ app: app.url, root, seconds: duration, connections })
  const resident = result.residentMiB.map((mib) => mib.toFixed(0)).join(', ')
  say(`## ${duration} s at ${connections} connections, then half as long again and SIGTERM`)
  say()
  say(`${result.perSecond.toFixed(0)} requests/s, p99 ${result.p99.toFixed(0)} ms, ${result.errors} errors.`)
  say()
  say(`Resident MiB of the command as it was built, each twelfth of the load: ${resident}.`)
  say()
  say(
    `Redacted during the load: ${(result.recordedDuringLoad * 100).toFixed(0)} %. Backlog gone after ` +
      `${(result.backlogMs / 1000 / duration).toFixed(1)} times the load's duration.`,
  )
  say()
  say(
    `SIGTERM took ${result.stopMs.toFixed(0)} ms and left ${(result.leftBytes / 2 ** 20).toFixed(0)} MiB sealed. A start in an ` +
      `empty folder took ${result.coldStartMs.toFixed(0)} ms, the next one with the backlog ${result.nextStartMs.toFixed(0)} ms.`,
  )
  say()
  say(`Counts: \`${result.counts}\``)
  say()
}

async function kills(): Promise<void> {
  const options = { kills: isQuick ? 5 : 20, connections: 64 }
  const result = await killAgainAndAgain(app.url, root, options)
  say(`## ${result.kills} times kill -9 at ${options.connections} connections`)
  say()
  say(
    `${result.answered} requests were answered. Of those answered more than 50 ms before their kill ${result.lostAfterGrace} are ` +
      `missing after the next start. ${result.lost} are missing in all; the oldest was answered ${result.oldestLostMs.toFixed(1)} ms before.`,
  )
  say()
}

async function hostile(): Promise<void> {
  say('## Other callers, 200 requests/s, while bodies of 2 MB arrive every 300 ms')
  say()
  say('| body | p50 ms | p99 ms | worst ms | more than without, ms | errors |')
  say('| --- | --- | --- | --- | --- | --- |')
  for (const { shape, others, addedMs } of await sendHostile(app.url, root, isQuick ? 2 : 4)) {
    const times = [others.p50, others.p99, others.worst, addedMs].map((ms) => ms.toFixed(1)).join(' | ')
    say(`| ${shape} | ${times} | ${others.errors} |`)
  }
  say()
}

async function save(): Promise<void> {
  const folder = new URL('../../results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('proxy.md', folder), `${lines.join('\n').trimEnd()}\n`)
}

const sections = { throughput, addedLatency, memory, peers, soak: longLoad, kills, hostile }
const asked = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')

try {
  say('# The recording proxy: ratios')
  say()
  say(
    'POST of a webhook of 1.1 kB, 400 bytes of TwiML back. App, proxy and load generator (ready-made bytes on raw sockets) ' +
      'are processes of their own. Medians of interleaved rounds on a shared machine: trust the ratios only. What a recorder ' +
      'put off during a burst it does before the next contestant starts; its processor time is counted.',
  )
  say()
  for (const [name, section] of Object.entries(sections)) {
    if (asked === undefined ? isQuick && name === 'peers' : !asked.includes(name)) continue
    await section()
  }
  if (asked === undefined) await save()
} finally {
  for (const served of running) await served.stop()
  await app.stop()
  await rm(root, { recursive: true, force: true })
}
