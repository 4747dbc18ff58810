import type { Bench, Lines } from '../bench-setup.ts'
import { enter } from '../bench-setup.ts'
import { contestantsFor, mitmdump } from '../contestants/contestants.ts'
import { table } from './figures.ts'
import { measureRound } from './measure-rounds.ts'

/** What is so slow that one round is enough. */
export async function peers(bench: Bench): Promise<Lines> {
  const { entered, absent } = await enter({ ...bench, contestants: undefined }, [
    ...contestantsFor(bench.setup).slice(0, 1),
    mitmdump,
  ])
  const rows: string[][] = []
  for (const { title, running } of entered) {
    await measureRound(running, { connections: 16, seconds: 1 })
    const { perSecond, p50Ms, p99Ms, cpuMicros, errors } = await measureRound(running, {
      connections: 16,
      seconds: bench.seconds,
    })
    rows.push([
      title,
      perSecond.toFixed(0),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
      cpuMicros.toFixed(0),
      String(errors),
    ])
    await running.served.stop()
  }
  return [
    ...table(
      ['one round, 16 connections', 'requests/s', 'p50 ms', 'p99 ms', 'CPU µs/request', 'errors'],
      rows,
    ),
    '',
    ...absent,
  ]
}
