import { setTimeout } from 'node:timers/promises'
import type { TestPostgres } from '@ringback/test-support/postgres'
import { startTcpRelay, type TcpRelay } from '@ringback/test-support/tcp-relay'
import { medianAndRange } from '../installed/milliseconds.ts'
import type { Bench, Lines } from '../proxy/bench-setup.ts'
import { summaryOf } from '../proxy/contestants/record-command.ts'
import type { LoadResult } from '../proxy/load/load-result.ts'
import { pacedLoad } from '../proxy/load/paced-load.ts'
import { untilSettled } from '../proxy/process/until-settled.ts'
import { median, ratios, table } from '../proxy/sections/figures.ts'
import { startRecordInto } from './contestants.ts'

const connections = 16
const aim = 1.5

interface FaultyRound extends LoadResult {
  /** How many exchanges waited for the store at the end of the load, and for how many milliseconds from then. */
  readonly backlog: number
  readonly backlogMs: number
}

/** How long answers take while PostgreSQL is killed, cut off and silent, beside rounds in which it is well. */
export async function faults(bench: Bench, postgres: TestPostgres, perSecond: number): Promise<Lines> {
  const link = await startTcpRelay(postgres.port)
  const store = `${postgres.url.replace(`:${postgres.port}/`, `:${link.port}/`)}?schema=faults`
  const record = await startRecordInto(store, bench.setup, bench.newFolder('faults'))
  const seconds = bench.isQuick ? 6 : 12
  const round = async (fault: (ms: number) => Promise<void>): Promise<FaultyRound> => {
    const [result] = await Promise.all([
      pacedLoad(record.served.url, { connections, seconds, perSecond }),
      fault(seconds * 1000),
    ])
    const backlog = record.waiting()
    return { ...result, backlog, backlogMs: await untilSettled(record) }
  }
  const well: FaultyRound[] = []
  const faulty: FaultyRound[] = []
  const breakStore = async (ms: number): Promise<void> => breakDuring(ms, postgres, link)
  // The first round warms up.
  await round(async () => undefined)
  for (let at = 0; at < bench.rounds; at += 1) {
    const turns = [
      async () => void well.push(await round(async () => undefined)),
      async () => void faulty.push(await round(breakStore)),
    ]
    for (const turn of at % 2 === 0 ? turns : turns.reverse()) await turn()
    console.log(
      `  round ${at + 1}, p99 ms: ${well[at]?.p99Ms.toFixed(1)}, with faults ${faulty[at]?.p99Ms.toFixed(1)}`,
    )
  }
  await record.served.stop()
  await link.close()
  return report({ perSecond, seconds, well, faulty, summary: summaryOf(record.served) })
}

/** Kills PostgreSQL and starts it again, cuts its connections, and lets it be silent, each for a part of the time. */
async function breakDuring(ms: number, postgres: TestPostgres, link: TcpRelay): Promise<void> {
  const part = ms / 12
  await setTimeout(part)
  await postgres.kill()
  await setTimeout(part)
  await postgres.restart()
  await setTimeout(2 * part)
  for (let time = 0; time < 10; time += 1) {
    link.cut()
    await setTimeout(part / 10)
  }
  link.become('refusing')
  await setTimeout(part)
  link.become('open')
  await setTimeout(part)
  link.become('silent')
  await setTimeout(3 * part)
  link.become('open')
}

interface Found {
  readonly perSecond: number
  readonly seconds: number
  readonly well: readonly FaultyRound[]
  readonly faulty: readonly FaultyRound[]
  readonly summary: string
}

function report({ perSecond, seconds, well, faulty, summary }: Found): Lines {
  const p99 = (rounds: readonly FaultyRound[]): readonly number[] => rounds.map(({ p99Ms }) => p99Ms)
  const ratio = ratios(p99(faulty), p99(well))
  const row = (title: string, rounds: readonly FaultyRound[]): readonly string[] => {
    const of = (pick: (round: FaultyRound) => number, digits: number): string =>
      medianAndRange(rounds.map(pick), digits)
    return [
      title,
      of(({ p50Ms }) => p50Ms, 2),
      of(({ p99Ms }) => p99Ms, 2),
      of(({ worstMs }) => worstMs, 1),
      String(rounds.reduce((sum, { errors }) => sum + errors, 0)),
      of(({ backlog }) => backlog, 0),
      of(({ backlogMs }) => backlogMs / 1000, 1),
    ]
  }
  return [
    ...table(
      ['aim', 'measured'],
      [
        [
          `p99 of answers with faults / without: at most ${aim}`,
          `${medianAndRange(ratio, 2)}: ${median(ratio) <= aim ? 'met' : '**missed**'}`,
        ],
      ],
    ),
    '',
    ...table(
      [
        `${perSecond} requests/s for ${seconds} s, ${connections} connections`,
        'p50 ms',
        'p99 ms',
        'worst ms',
        'errors',
        'backlog, exchanges',
        'its end after, s',
      ],
      [
        row('PostgreSQL is well', well),
        row('PostgreSQL is killed and started again, cut off, refusing, and silent', faulty),
      ],
    ),
    '',
    `- The command at its end: ${summary}`,
  ]
}
