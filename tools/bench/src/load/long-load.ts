import { runLoad } from '@ringback/simulator/load'
import { median } from '../simulator/measure.ts'
import { loadOptions } from './contestants.ts'

/** Many calls, one load. */
export interface LongLoad {
  readonly calls: number
  readonly seconds: number
  /** Calls per second in each tenth of the calls. */
  readonly tenths: readonly number[]
  /** Resident memory in MiB, once a second. */
  readonly resident: readonly number[]
}

interface Sample {
  readonly seconds: number
  readonly calls: number
}

/** Makes so many calls to an app, 16 at a time, in one load. */
export async function longLoad(appUrl: string, calls: number): Promise<LongLoad> {
  const controller = new AbortController()
  const samples: Sample[] = [{ seconds: 0, calls: 0 }]
  const resident: number[] = []
  const load = runLoad({ ...loadOptions(appUrl, 24 * 3_600_000), signal: controller.signal })
  for await (const event of load) {
    if (event.type === 'finished') break
    samples.push({ seconds: event.seconds, calls: event.over })
    resident.push(process.memoryUsage.rss() / 2 ** 20)
    if (event.over >= calls) controller.abort()
  }
  const last = samples.at(-1) ?? { seconds: 0, calls: 0 }
  const bounds = Array.from({ length: 11 }, (_, tenth) => timeOf((last.calls * tenth) / 10, samples))
  return {
    calls: last.calls,
    seconds: last.seconds,
    tenths: bounds.slice(1).map((end, at) => last.calls / 10 / (end - (bounds[at] ?? 0))),
    resident,
  }
}

/** When so many calls were over, in seconds, between two samples in proportion. */
function timeOf(calls: number, samples: readonly Sample[]): number {
  const at = Math.max(
    1,
    samples.findIndex((sample) => sample.calls >= calls),
  )
  const [before, after] = [samples[at - 1], samples[at]]
  if (before === undefined || after === undefined) return 0
  const share = (calls - before.calls) / Math.max(1, after.calls - before.calls)
  return before.seconds + share * (after.seconds - before.seconds)
}

/** The median of the second half over that of the first. */
export function growthOf(figures: readonly number[]): number {
  const middle = Math.ceil(figures.length / 2)
  return median(figures.slice(middle)) / median(figures.slice(0, middle))
}
