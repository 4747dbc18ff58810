import { medianAndRange } from '../../installed/milliseconds.ts'
import { enter, type Bench, type Lines } from '../bench-setup.ts'
import { contestantsFor } from '../contestants/contestants.ts'
import { summaryOf } from '../contestants/record-command.ts'
import type { Burst } from '../load/wrk.ts'
import { aimRows, type Measured } from './aims.ts'
import { ratios, table } from './figures.ts'
import { measureRounds, type Measurable, type Round } from './measure-rounds.ts'

/** The loads of this section. */
const loads: readonly (Omit<Burst, 'seconds'> & { readonly title: string; readonly id: keyof Measured })[] = [
  { id: 'few', title: '16 connections', connections: 16 },
  { id: 'many', title: '64 connections', connections: 64 },
  { id: 'closing', title: '64 connections, a new one for each request', connections: 64, mode: 'close' },
]

/** Every contestant as fast as it answers, and what of the aims holds. */
export async function throughput(bench: Bench): Promise<Lines> {
  const { entered, absent } = await enter(bench, contestantsFor(bench.setup))
  const direct: Measurable = {
    id: 'direct',
    title: `no proxy: ${bench.appTitle}`,
    running: { served: { url: bench.setup.app, pid: bench.appPid }, waiting: () => 0 },
  }
  const all = [...entered, direct]
  const measured: { -readonly [Id in keyof Measured]: Measured[Id] } = {}
  const tables: string[] = []
  for (const { id, title, ...load } of loads) {
    console.log(`${title}:`)
    const rounds = await measureRounds(all, bench.rounds, { ...load, seconds: bench.seconds })
    measured[id] = rounds
    tables.push(`### ${title}`, '', ...roundsTable(all, rounds), '')
  }
  const ends: string[] = []
  for (const { title, running } of entered) {
    await running.served.stop()
    const summary = summaryOf(running.served)
    if (summary !== '') ends.push(`- ${title}: ${summary}`)
  }
  return [
    ...table(['aim', '16 connections', '64 connections', 'a connection a request'], aimRows(measured)),
    '',
    ...tables,
    ...absent.map((line) => `- ${line}`),
    ...ends,
  ]
}

const header = [
  '',
  '`ringback record` / this',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'CPU µs/request',
  'of it the main thread',
  'CPU until recorded',
  'errors',
  'backlog, exchanges',
  'its end after, s',
]

/** The rounds of each contestant, as Markdown; the first column compares with the one whose id is `record`. */
export function roundsTable(
  measured: readonly Measurable[],
  rounds: ReadonlyMap<string, readonly Round[]>,
): Lines {
  const base = (rounds.get('record') ?? []).map(({ perSecond }) => perSecond)
  const rows = measured.map(({ id, title }) => {
    const own = rounds.get(id) ?? []
    const of = (pick: (round: Round) => number, digits = 0): string => medianAndRange(own.map(pick), digits)
    const ratio = ratios(
      base,
      own.map(({ perSecond }) => perSecond),
    )
    const hasBacklog = own.some(({ backlog }) => backlog > 0)
    return [
      title,
      base.length === 0 ? '' : medianAndRange(ratio, 2),
      of((round) => round.perSecond),
      of((round) => round.p50Ms, 1),
      of((round) => round.p99Ms, 1),
      of((round) => round.cpuMicros),
      of((round) => round.mainMicros),
      of((round) => round.settledMicros),
      String(own.reduce((sum, { errors }) => sum + errors, 0)),
      hasBacklog ? of((round) => round.backlog) : '0',
      hasBacklog ? of((round) => round.backlogMs / 1000, 1) : '',
    ]
  })
  return table(header, rows)
}
