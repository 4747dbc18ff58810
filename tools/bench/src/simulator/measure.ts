import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Call } from './subjects.ts'

/** What calls cost. */
export interface Cost {
  readonly callsPerSecond: number
  /** Processor time, user and system, in microseconds. */
  readonly processorUs: number
}

/** Makes calls one after the other for some seconds, or a number of them. */
export async function costOf(
  call: Call,
  until: { readonly seconds: number } | { readonly calls: number },
): Promise<Cost> {
  const started = performance.now()
  const processor = process.cpuUsage()
  const isOver =
    'calls' in until ? () => made >= until.calls : () => performance.now() - started >= until.seconds * 1000
  let made = 0
  while (!isOver()) {
    await call(made)
    made += 1
  }
  const { user, system } = process.cpuUsage(processor)
  return {
    callsPerSecond: made / ((performance.now() - started) / 1000),
    processorUs: (user + system) / made,
  }
}

setFlagsFromString('--expose-gc')
// A context made after the flag was set has the function.
const collect = runInNewContext('gc') as () => void

/** What is in use after a collection, in MiB. */
export function memory(): { readonly heap: number; readonly resident: number } {
  collect()
  const { heapUsed, rss } = process.memoryUsage()
  return { heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 }
}

/** Median, and the least and the greatest of some figures. */
export function spread(figures: readonly number[], digits: number): string {
  const sorted = figures.toSorted((one, other) => one - other)
  const shown = (figure = NaN): string =>
    figure.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${shown(median(sorted))} (${shown(sorted[0])} to ${shown(sorted.at(-1))})`
}

export function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? NaN
}
