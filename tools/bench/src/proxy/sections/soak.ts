import { join } from 'node:path'
import { openDirectoryStore } from '@ringback/recording/node'
import type { Bench, Lines } from '../bench-setup.ts'
import { startRecord, summaryOf } from '../contestants/record-command.ts'
import { pacedLoad } from '../load/paced-load.ts'
import { burst } from '../load/wrk.ts'
import { residentMiB } from '../process/processor-time.ts'
import { untilSettled } from '../process/until-settled.ts'
import { median, table } from './figures.ts'
import { sampleWhile } from './sample-while.ts'

const connections = 64
/** The second half of the load may not take more memory than the first by more than this. */
const flatShare = 1.1
/** So long is waited for the end of the backlog. */
const longestBacklogMs = 2 * 3_600_000

/** A recorder at half of its maximal rate for long: memory, and whether everything that was answered is recorded afterwards. */
export async function soak(bench: Bench): Promise<Lines> {
  const seconds = Math.round(bench.soakMinutes * 60)
  const perSecond = bench.soakRate ?? (await halfOfMaximalRate(bench))
  const folder = bench.newFolder('soak')
  const record = await startRecord(bench.setup, folder)
  const { served } = record
  console.log(`${perSecond} requests/s for ${seconds} s`)
  const load = await sampleWhile(
    pacedLoad(served.url, { connections, seconds, perSecond }),
    (seconds * 1000) / 20,
    () => residentMiB(served.pid),
  )
  const waiting = record.waiting()
  console.log(`${waiting} exchanges wait`)
  const settled = await sampleWhile(untilSettled(record, longestBacklogMs), 60_000, () =>
    residentMiB(served.pid),
  )
  await served.stop()
  const summary = summaryOf(served)
  const found = await exchangesIn(join(folder, 'recordings'))
  const { requests, errors, p50Ms, p99Ms, worstMs } = load.result
  const half = Math.floor(load.samples.length / 2)
  const growth = median(load.samples.slice(half)) / median(load.samples.slice(0, half))
  const list = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(', ')
  const met = (isMet: boolean): string => (isMet ? 'met' : '**missed**')
  return [
    ...table(
      ['aim', 'measured'],
      [
        [
          'memory flat (median of the second half / of the first)',
          `${growth.toFixed(2)}: ${met(growth <= flatShare)}`,
        ],
        [
          'nothing lost (answered = recorded)',
          `${requests} answered, ${found} recorded: ${met(requests === found)}`,
        ],
      ],
    ),
    '',
    ...table(
      [`${seconds} s at ${perSecond} requests/s, ${connections} connections`, 'measured'],
      [
        [
          'p50, p99, worst, errors',
          `${p50Ms.toFixed(1)} ms, ${p99Ms.toFixed(1)} ms, ${worstMs.toFixed(0)} ms, ${errors}`,
        ],
        ['resident memory, each twentieth of the load, MiB', list(load.samples)],
        ['backlog at its end', `${waiting} exchanges`],
        ['no backlog after', `${(settled.result / 1000).toFixed(0)} s`],
        ['resident memory meanwhile, each minute, MiB', list(settled.samples)],
        ['what the command said at its end', summary],
      ],
    ),
  ]
}

async function halfOfMaximalRate(bench: Bench): Promise<number> {
  const { served } = await startRecord(bench.setup, bench.newFolder('maximal'))
  await burst(served.url, { connections, seconds: 2 })
  const { perSecond } = await burst(served.url, { connections, seconds: bench.seconds })
  await served.kill()
  return Math.round(perSecond / 2)
}

async function exchangesIn(directory: string): Promise<number> {
  const store = await openDirectoryStore({ directory, access: 'read' })
  let count = 0
  for await (const { exchanges } of store.list()) count += exchanges.length
  await store.close()
  return count
}
