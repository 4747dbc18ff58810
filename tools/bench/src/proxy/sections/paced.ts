import { medianAndRange } from '../../installed/milliseconds.ts'
import { enter, type Bench, type Lines } from '../bench-setup.ts'
import { contestantsFor } from '../contestants/contestants.ts'
import { pacedLoad } from '../load/paced-load.ts'
import type { LoadResult } from '../load/load-result.ts'
import { untilSettled } from '../process/until-settled.ts'
import { table } from './figures.ts'

const perSecond = 500
const connections = 16

/** Latency at a rate that every contestant can take. */
export async function paced(bench: Bench): Promise<Lines> {
  const { entered, absent } = await enter(bench, contestantsFor(bench.setup))
  const results = new Map(entered.map(({ id }): [string, LoadResult[]] => [id, []]))
  for (let round = 0; round <= bench.rounds; round += 1) {
    for (const { id, running } of entered) {
      const result = await pacedLoad(running.served.url, { connections, seconds: bench.seconds, perSecond })
      // The first round warms up.
      if (round > 0) results.get(id)?.push(result)
      await untilSettled(running)
    }
  }
  for (const { running } of entered) await running.served.stop()
  const rows = entered.map(({ id, title }) => {
    const own = results.get(id) ?? []
    const of = (pick: (result: LoadResult) => number): string => medianAndRange(own.map(pick), 2)
    return [
      title,
      of(({ p50Ms }) => p50Ms),
      of(({ p99Ms }) => p99Ms),
      of(({ worstMs }) => worstMs),
      String(own.reduce((sum, { errors }) => sum + errors, 0)),
    ]
  })
  const header = [
    `${perSecond} requests/s, ${connections} connections`,
    'p50 ms',
    'p99 ms',
    'worst ms',
    'errors',
  ]
  return [...table(header, rows), '', ...absent]
}
