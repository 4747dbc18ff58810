import type { Running } from '../contestants/contestant.ts'
import type { Served } from '../process/served.ts'
import type { LoadResult } from '../load/load-result.ts'
import { burst, type Burst } from '../load/wrk.ts'
import { processorTimeOf } from '../process/processor-time.ts'
import { untilSettled } from '../process/until-settled.ts'

/** What can be loaded and measured. */
export interface Measurable {
  readonly id: string
  readonly title: string
  readonly running: Pick<Running, 'waiting'> & { readonly served: Pick<Served, 'url' | 'pid'> }
}

/** One round of one contestant. */
export interface Round extends LoadResult {
  /** Processor time for each request while the load lasted, in microseconds. */
  readonly cpuMicros: number
  /** Of it, what the first thread of each of its processes took. */
  readonly mainMicros: number
  /** Processor time for each request until nothing waited any more, in microseconds. */
  readonly settledMicros: number
  /** How many exchanges waited at the end of the load. */
  readonly backlog: number
  /** How long it took from then until none did; infinite when it did not end. */
  readonly backlogMs: number
}

/** Loads one contestant once, and waits until it has done what it put off. */
export async function measureRound({ served, waiting }: Measurable['running'], load: Burst): Promise<Round> {
  const before = processorTimeOf(served.pid)
  const result = await burst(served.url, load)
  const after = processorTimeOf(served.pid)
  const backlog = waiting()
  const backlogMs = await untilSettled({ waiting })
  const settled = processorTimeOf(served.pid)
  const micros = (ms: number): number => (ms * 1000) / result.requests
  return {
    ...result,
    cpuMicros: micros(after.allMs - before.allMs),
    mainMicros: micros(after.mainMs - before.mainMs),
    settledMicros: micros(settled.allMs - before.allMs),
    backlog,
    backlogMs,
  }
}

/**
 * Loads all contestants in turns, so that what disturbs the machine disturbs all of them; each round begins with another one.
 * Comes back with the rounds of each, by its id; the first round of each is not among them: it warms up.
 */
export async function measureRounds(
  measured: readonly Measurable[],
  rounds: number,
  load: Burst,
): Promise<ReadonlyMap<string, readonly Round[]>> {
  const results = new Map(measured.map(({ id }): [string, Round[]] => [id, []]))
  for (const { running } of measured) await measureRound(running, { ...load, seconds: 1 })
  for (let round = 0; round < rounds; round += 1) {
    const start = round % measured.length
    const found: string[] = []
    for (const { id, running } of [...measured.slice(start), ...measured.slice(0, start)]) {
      const each = await measureRound(running, load)
      results.get(id)?.push(each)
      found.push(`${id} ${each.perSecond.toFixed(0)}`)
    }
    console.log(`  round ${round + 1}, requests/s: ${found.join(', ')}`)
  }
  return results
}
