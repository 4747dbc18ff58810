import { setTimeout } from 'node:timers/promises'
import { generateRootKey } from '@ringback/redaction/node'
import type { Bench, Lines } from '../bench-setup.ts'
import { startRecord } from '../contestants/record-command.ts'
import { burst } from '../load/wrk.ts'
import { bytesIn } from '../process/bytes-in.ts'
import { residentMiB } from '../process/processor-time.ts'
import { untilSettled } from '../process/until-settled.ts'
import { table } from './figures.ts'
import { sampleWhile } from './sample-while.ts'

const connections = 64

/** Loads a recorder for a minute, waits for its backlog, then loads it again and stops it in the middle of its backlog. */
export async function longLoad(bench: Bench): Promise<Lines> {
  const seconds = bench.isQuick ? 8 : 60
  const folder = bench.newFolder('long')
  const env = { RINGBACK_REDACTION_KEY: generateRootKey() }
  // What a start reads from the disk is in the system's cache afterwards.
  await (await startRecord(bench.setup, bench.newFolder('warm'), { env })).served.stop()
  const record = await startRecord(bench.setup, folder, { env })
  const { served } = record
  const spool = `${folder}/recordings/.ringback/spool`
  const load = await sampleWhile(burst(served.url, { connections, seconds }), (seconds * 1000) / 12, () =>
    residentMiB(served.pid),
  )
  const recordedMeanwhile = record.recorded()
  const [waiting, waitingBytes] = [record.waiting(), await bytesIn(spool)]
  const settled = await sampleWhile(untilSettled(record, 3_600_000), (seconds * 1000) / 6, () =>
    residentMiB(served.pid),
  )
  await burst(served.url, { connections, seconds: Math.ceil(seconds / 2) })
  const beforeStop = performance.now()
  await served.stop()
  const stopMs = performance.now() - beforeStop
  const left = record.waiting()
  const leftBytes = await bytesIn(spool)
  const again = await startRecord(bench.setup, folder, { env })
  await setTimeout(200)
  await again.served.stop()
  const { perSecond, p99Ms, errors } = load.result
  const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`
  const list = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(', ')
  return table(
    [`${seconds} s at ${connections} connections`, 'measured'],
    [
      ['requests/s, p99, errors', `${perSecond.toFixed(0)}, ${p99Ms.toFixed(1)} ms, ${errors}`],
      ['resident memory, each twelfth of the load, MiB', list(load.samples)],
      ['recorded during the load', `${recordedMeanwhile} exchanges`],
      ['backlog at its end', `${waiting} exchanges, ${mib(waitingBytes)}`],
      [
        'no backlog after',
        `${(settled.result / 1000).toFixed(1)} s, ${(settled.result / 1000 / seconds).toFixed(2)} times the load`,
      ],
      ['resident memory meanwhile, MiB', list(settled.samples)],
      ['SIGTERM in the middle of the backlog of half as long a load', `${stopMs.toFixed(0)} ms`],
      ['what it left sealed', `${left} exchanges, ${mib(leftBytes)}`],
      ['start in an empty folder', `${served.startMs.toFixed(0)} ms`],
      ['start with what was left', `${again.served.startMs.toFixed(0)} ms`],
    ],
  )
}
