import { load } from './load-result.ts'
import { cpuMs, type Served } from './processes.ts'

export interface Contestant {
  readonly name: string
  readonly served: Served
}

/** The medians of several rounds. */
export interface Measured {
  readonly name: string
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
  /** Processor time of the proxy for one request, in microseconds; NaN where it cannot be read. */
  readonly cpuMicros: number
}

export interface Rounds {
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  /** Requests per second; 0: as fast as answers come. */
  readonly rate: number
}

let firstIndex = 0

/** Runs all contestants in turn, round after round, so that what disturbs the machine disturbs all of them. */
export async function measure(
  contestants: readonly Contestant[],
  options: Rounds,
): Promise<readonly Measured[]> {
  const results = contestants.map(() => ({
    perSecond: [0].slice(1),
    p50: [0].slice(1),
    p99: [0].slice(1),
    cpu: [0].slice(1),
    errors: 0,
  }))
  for (const { served } of contestants) {
    await load(served.url, { ...options, seconds: 1 })
    await quiet(served.pid)
  }
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [index, { served }] of contestants.entries()) {
      const before = cpuMs(served.pid)
      const result = await load(served.url, { ...options, firstIndex })
      await quiet(served.pid)
      const after = cpuMs(served.pid)
      firstIndex += result.requests + options.connections
      const all = results[index]
      if (all === undefined) continue
      all.perSecond.push(result.perSecond)
      all.p50.push(result.p50)
      all.p99.push(result.p99)
      all.errors += result.errors
      if (before !== undefined && after !== undefined)
        all.cpu.push(((after - before) * 1000) / result.requests)
    }
  }
  return results.map((all, index) => ({
    name: contestants[index]?.name ?? '',
    perSecond: median(all.perSecond),
    p50: median(all.p50),
    p99: median(all.p99),
    cpuMicros: median(all.cpu),
    errors: all.errors,
  }))
}

/** Waits until a process has done what it put off, so that the next contestant has the machine for itself. */
async function quiet(pid: number): Promise<void> {
  const deadline = Date.now() + 30_000
  let last = Number.NaN
  for (let now = cpuMs(pid) ?? Number.NaN; now > last || Number.isNaN(last); now = cpuMs(pid) ?? last) {
    if (Number.isNaN(now) || Date.now() > deadline) return
    last = now
    await new Promise((next) => {
      setTimeout(next, 150)
    })
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
