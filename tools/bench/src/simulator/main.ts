/**
 * How many calls of five webhooks the simulator makes in a second, of an app in the same process, against the app's bare
 * handler called with the same five requests, ready-made, by the same interface. Then 100,000 calls in tenths, with memory.
 *
 * `npm run bench simulator`; `-- -- --quick` for short rounds, `--calls=10000` for fewer calls, `--write` to write
 * tools/bench/results/simulator.md, whose text after the figures stays.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { costOf, median, memory, spread, type Cost } from './measure.ts'
import { createSubjects, type Subject } from './subjects.ts'
import { writeFigures } from './write-figures.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    calls: { type: 'string', default: '100000' },
  },
})
const [warmUps, rounds] = [2, 5]
const seconds = values.quick ? 0.5 : 4
const mayBeFlat = 1.2
const asked = 0.5

const lines: string[] = []
const tell = (line: string): void => {
  console.log(line)
  lines.push(line)
}

const subjects = await createSubjects()
const ratios = await tellRates()
await tellGrowth(Number(values.calls))
for (const { close } of subjects) await close()
if (values.write) writeFigures(new URL('../../results/simulator.md', import.meta.url), lines)
process.exitCode = ratios.every((ratio) => ratio >= asked) ? 0 : 1

async function tellRates(): Promise<readonly number[]> {
  const costs = subjects.map(() => ({ bare: [] as Cost[], simulated: [] as Cost[] }))
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [at, subject] of subjects.entries()) {
      const bare = await costOf(subject.bare, { seconds })
      const simulated = await costOf(subject.simulated, { seconds })
      if (round < 0) continue
      costs[at]?.bare.push(bare)
      costs[at]?.simulated.push(simulated)
    }
  }
  tell(
    `${rounds} rounds of ${seconds} s in turns after ${warmUps} that do not count, ${cpus().length} processors, load average ${loadavg()[0]?.toFixed(1)}; median (least to greatest).\n`,
  )
  tell('| | calls/s | processor µs a call | ratio of calls/s | ratio of processor time |')
  tell('| --- | --- | --- | --- | --- |')
  return subjects.map(({ name }, at) => tellSubject(name, costs[at] ?? { bare: [], simulated: [] }))
}

function tellSubject(name: string, costs: { bare: readonly Cost[]; simulated: readonly Cost[] }): number {
  const { bare, simulated } = costs
  const shown = (each: readonly Cost[]): string =>
    `${spread(
      each.map(({ callsPerSecond }) => callsPerSecond),
      0,
    )} | ${spread(
      each.map(({ processorUs }) => processorUs),
      0,
    )}`
  const rates = simulated.map((each, round) => each.callsPerSecond / (bare[round]?.callsPerSecond ?? NaN))
  const times = simulated.map((each, round) => (bare[round]?.processorUs ?? NaN) / each.processorUs)
  tell(`| ${name}, bare | ${shown(bare)} | | |`)
  tell(
    `| ${name}, called by the simulator | ${shown(simulated)} | ${spread(rates, 2)} | ${spread(times, 2)} |`,
  )
  return median(rates)
}

async function tellGrowth(calls: number): Promise<void> {
  tell(
    `\n${calls.toLocaleString('en')} calls of the fetch handler by one phone, in tenths, memory after a collection.\n`,
  )
  tell(
    '| calls | calls/s | processor µs a call | of the bare handler beside it | heap, MiB | resident, MiB |',
  )
  tell('| --- | --- | --- | --- | --- | --- |')
  const [subject] = subjects
  if (subject === undefined) return
  const costs: Cost[] = []
  for (let tenth = 1; tenth <= 10; tenth += 1) costs.push(await tellTenth(subject, tenth, calls))
  const half = (part: readonly Cost[]): number => median(part.map(({ processorUs }) => processorUs))
  const growth = half(costs.slice(5)) / half(costs.slice(0, 5))
  tell(
    `\nA call of the last five tenths takes ${growth.toFixed(2)} times the processor time of one of the first five${growth > mayBeFlat ? ': not flat' : ''}.`,
  )
}

async function tellTenth(subject: Subject, tenth: number, calls: number): Promise<Cost> {
  const cost = await costOf(subject.simulated, { calls: calls / 10 })
  const bare = await costOf(subject.bare, { seconds: 0.5 })
  const { heap, resident } = memory()
  const figures = [
    ((calls / 10) * tenth).toLocaleString('en'),
    cost.callsPerSecond.toFixed(0),
    cost.processorUs.toFixed(0),
    (bare.processorUs / cost.processorUs).toFixed(2),
    heap.toFixed(1),
    resident.toFixed(0),
  ]
  tell(`| ${figures.join(' | ')} |`)
  return cost
}
