import { medianAndRange } from '../installed/milliseconds.ts'
import { enter, type Bench, type Lines } from '../proxy/bench-setup.ts'
import { summaryOf } from '../proxy/contestants/record-command.ts'
import { median, ratios, table } from '../proxy/sections/figures.ts'
import { measureRounds, type Round } from '../proxy/sections/measure-rounds.ts'
import { roundsTable } from '../proxy/sections/throughput.ts'
import { storeContestants } from './contestants.ts'

const connections = 64
const aim = 0.9

/** A recorder with a folder and recorders with PostgreSQL, as fast as they answer. */
export async function throughputWithStore(bench: Bench, database: string): Promise<Lines> {
  const { entered } = await enter(bench, storeContestants(database))
  const rounds = await measureRounds(entered, bench.rounds, { connections, seconds: bench.seconds })
  const ends: string[] = []
  for (const { title, running } of entered) {
    await running.served.stop()
    ends.push(`- ${title}: ${summaryOf(running.served)}`)
  }
  const rate = (id: string): readonly number[] =>
    (rounds.get(id) ?? []).map(({ perSecond }: Round) => perSecond)
  const withStore = ratios(rate('store'), rate('record'))
  const withWorkers = ratios(rate('store-workers'), rate('store'))
  return [
    ...table(
      ['aim', `${connections} connections`],
      [
        [
          `PostgreSQL / folder: at least ${aim}`,
          `${medianAndRange(withStore, 2)}: ${median(withStore) >= aim ? 'met' : '**missed**'}`,
        ],
        [
          'PostgreSQL, two workers / one process (an aim from four processors on)',
          medianAndRange(withWorkers, 2),
        ],
      ],
    ),
    '',
    ...roundsTable(entered, rounds),
    '',
    ...ends,
  ]
}
