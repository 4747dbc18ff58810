import { medianAndRange } from '../../installed/milliseconds.ts'
import type { Bench, Lines } from '../bench-setup.ts'
import { checkScript } from '../load/check-script.ts'
import { burst } from '../load/wrk.ts'
import { table } from './figures.ts'

/** What the load generator itself costs: wrk straight to the app, with the script that makes each request and without. */
export async function generator(bench: Bench): Promise<Lines> {
  await checkScript(async (url) => burst(url, { connections: 1, seconds: 1 }))
  const modes = ['keep-alive', 'ready-made'] as const
  const results = { 'keep-alive': [], 'ready-made': [] } as Record<
    (typeof modes)[number],
    { rate: number; micros: number }[]
  >
  for (let round = 0; round < bench.rounds; round += 1) {
    for (const mode of modes) {
      const { perSecond, generatorMicros } = await burst(bench.setup.app, {
        connections: 64,
        seconds: bench.seconds,
        mode,
      })
      results[mode].push({ rate: perSecond, micros: generatorMicros })
    }
  }
  const titles = {
    'keep-alive': 'every request made by the script',
    'ready-made': 'the same bytes again and again',
  }
  return table(
    [`wrk straight to ${bench.appTitle}, 64 connections`, 'requests/s', 'CPU of wrk, µs/request'],
    modes.map((mode) => [
      titles[mode],
      medianAndRange(results[mode].map(({ rate }) => rate)),
      medianAndRange(
        results[mode].map(({ micros }) => micros),
        1,
      ),
    ]),
  )
}
