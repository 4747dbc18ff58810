/**
 * The client of `ringback load`: requests per second against autocannon with the same webhooks on the same app, in turns; one load
 * of 100,000 calls; the rate that `--find-rate` finds. Both clients open a connection for each request, as Twilio does; requests and
 * connections are counted by the app, which has a process of its own.
 *
 * `npm run bench load`; `-- -- --quick` for short rounds, `--calls=100000` for the long load (default: none), `--write` to write
 * tools/bench/results/load.md, whose text after the figures stays.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findRate, type RateReport } from '@ringback/simulator/load'
import { startServed, type Served } from '../proxy/process/served.ts'
import { writeFigures } from '../simulator/write-figures.ts'
import { median, spread } from '../simulator/measure.ts'
import { cannon, loadOptions, ringbackOn, type Contestant } from './contestants.ts'
import { growthOf, longLoad } from './long-load.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    calls: { type: 'string', default: '0' },
  },
})
const [warmUps, rounds] = [1, 5]
const seconds = values.quick ? 1 : 4
/** The first is what the others are compared with. */
const contestants: readonly (readonly [name: string, contestant: Contestant])[] = [
  ['autocannon', cannon],
  ['ringback load', ringbackOn(1)],
  ['ringback load --threads 2', ringbackOn(2)],
]
/** Of autocannon's requests per second. */
const asked = 0.5
/** The last tenth of the calls over the first, in calls per second. */
const mayFallTo = 0.9
/** Connections per request that a client opens; the bench itself opens one or two. */
const mostShared = 0.99
/** Resident memory of the second half of a load over that of the first. */
const mayGrowTo = 1.1
/** Requests per second that the slow app answers at most. */
const slowCapacity = 50

const lines: string[] = []
const tell = (line: string): void => {
  console.log(line)
  lines.push(line)
}
const folder = mkdtempSync(join(tmpdir(), 'ringback-bench-load-'))
const misses: string[] = []
tell(
  `${rounds} rounds of ${seconds} s in turns after ${warmUps} that does not count, ${cpus().length} processors, load average ${loadavg()[0]?.toFixed(1)}; median (least to greatest).\n`,
)
await tellRates()
if (Number(values.calls) > 0) await tellLongLoad(Number(values.calls))
await tellSearch()
tell(`\n${misses.length === 0 ? 'Every aim is met.' : `Missed: ${misses.join('; ')}.`}`)
rmSync(folder, { recursive: true })
if (values.write) writeFigures(new URL('../../results/load.md', import.meta.url), lines)
process.exitCode = misses.length === 0 ? 0 : 1

async function withApp<Result>(kind: string, use: (app: Served) => Promise<Result>): Promise<Result> {
  const script = fileURLToPath(new URL('app.ts', import.meta.url))
  const args = (port: number): readonly string[] => [script, String(port), kind]
  const app = await startServed({ command: process.execPath, args }, folder)
  try {
    return await use(app)
  } finally {
    await app.stop()
  }
}

async function tellRates(): Promise<void> {
  tell('| app | client | requests/s | of autocannon | processor µs of the client a request |')
  tell('| --- | --- | --- | --- | --- |')
  for (const [kind, name] of [
    ['none', 'does nothing'],
    ['work', '1 ms of work a request'],
  ] as const) {
    const turns = await withApp(kind, inTurns)
    const theirs = turns[0] ?? []
    const shares = contestants.map(([client], at) =>
      tellClient(`${name} | ${client}`, turns[at] ?? [], theirs),
    )
    const best = Math.max(...shares.slice(1))
    if (best < asked) misses.push(`${name}: ${best.toFixed(2)} of autocannon, not ${asked}`)
  }
}

/** Tells what a client reached in its turns, and returns the median of its shares of what autocannon reached. */
function tellClient(name: string, turns: readonly Turn[], theirs: readonly Turn[]): number {
  const spreadOf = (figure: (turn: Turn) => number): string => spread(turns.map(figure), 0)
  const reused = turns.filter(({ connections }) => connections < mostShared).length
  if (reused > 0) misses.push(`${name}: connections were used again in ${reused} rounds`)
  const shares = turns.map(({ perSecond }, at) => perSecond / (theirs[at]?.perSecond ?? NaN))
  tell(
    `| ${name} | ${spreadOf(({ perSecond }) => perSecond)} | ${spread(shares, 2)} | ${spreadOf(({ processorUs }) => processorUs)} |`,
  )
  return median(shares)
}

/** The turns of each client. */
async function inTurns(app: Served): Promise<readonly (readonly Turn[])[]> {
  const turns: Turn[][] = contestants.map(() => [])
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [at, [, contestant]] of contestants.entries()) {
      const turn = await turnOf(contestant, app)
      if (round >= 0) turns[at]?.push(turn)
    }
  }
  return turns
}

/** What a contestant did in its turn. */
interface Turn {
  /** Requests that the app answered. */
  readonly perSecond: number
  /** Processor time of the client for each of them, user and system, in microseconds; that of starting threads is among it. */
  readonly processorUs: number
  /** Connections that were opened for each of them. */
  readonly connections: number
}

async function turnOf(contestant: Contestant, { url }: Served): Promise<Turn> {
  const [before, processor] = [await countsOf(url), process.cpuUsage()]
  const took = await contestant(url, seconds)
  const { user, system } = process.cpuUsage(processor)
  const after = await countsOf(url)
  const answered = after.answered - before.answered
  return {
    perSecond: answered / took,
    processorUs: (user + system) / answered,
    connections: (after.connections - before.connections) / answered,
  }
}

interface Counts {
  readonly answered: number
  readonly connections: number
}

async function countsOf(url: string): Promise<Counts> {
  const counts: unknown = await (await fetch(`${url}/counts`)).json()
  // The app of the bench answers so.
  return counts as Counts
}

async function tellLongLoad(calls: number): Promise<void> {
  const { tenths, resident, ...whole } = await withApp('none', ({ url }) => longLoad(url, calls))
  const fall = (tenths.at(-1) ?? 0) / (tenths[0] ?? NaN)
  const growth = growthOf(resident)
  tell(
    `\nOne load of ${whole.calls.toLocaleString('en')} calls, two webhooks each, in ${whole.seconds.toFixed(0)} s, by tenths.\n`,
  )
  tell(`| | ${tenths.map((_, at) => at + 1).join(' | ')} |`)
  tell(`| --- |${' --- |'.repeat(tenths.length)}`)
  tell(`| calls/s | ${tenths.map((rate) => rate.toFixed(0)).join(' | ')} |`)
  tell(
    `\nLast tenth over first: ${fall.toFixed(2)}. Resident memory of the second half over the first: ${growth.toFixed(2)} (${Math.min(...resident).toFixed(0)} to ${Math.max(...resident).toFixed(0)} MiB).`,
  )
  if (fall < mayFallTo) misses.push(`calls per second fell to ${fall.toFixed(2)}`)
  if (growth > mayGrowTo) misses.push(`memory grew to ${growth.toFixed(2)} times`)
}

/** One webhook a call, so that the capacity of the app is that of calls. */
async function tellSearch(): Promise<void> {
  const budgetMs = 200
  const { rate, tooMuch, steps } = await withApp('slow', async ({ url }) => {
    const { calls: _kept, scripts: _menu, ...options } = loadOptions(url, 4000)
    return reportOfSearch({
      ...options,
      phone: { ...options.phone, voiceUrl: `${url}/menu` },
      rate: 10,
      budgetMs,
    })
  })
  tell(
    `\n\`--find-rate\`, budget ${budgetMs} ms, rates of 4 s, an app that answers ${slowCapacity} requests a second at most: ${rate?.toFixed(1) ?? 'none'} calls a second keep the budget, ${tooMuch?.toFixed(1) ?? 'none'} are too much (${steps.length} rates tried).`,
  )
  // In 4 s a rate may be a tenth too much before the queue passes the budget, and the search is done within a tenth.
  if (rate === null || rate < slowCapacity * 0.7 || rate > slowCapacity * 1.2)
    misses.push(`the rate found is ${rate}, not about ${slowCapacity}`)
}

async function reportOfSearch(options: Parameters<typeof findRate>[0]): Promise<RateReport> {
  for await (const event of findRate(options)) if (event.type === 'finished') return event.report
  throw new Error('the search ended without a report')
}
