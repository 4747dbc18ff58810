import { Session } from 'node:inspector/promises'

interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
  }[]
}

/** Counts work instead of time, so that a test of growth says the same on every machine. */
export interface WorkCounter {
  /** How many times the blocks of the simulator's own sources ran while `run` ran. */
  readonly of: (run: () => Promise<void>) => Promise<number>
  readonly close: () => void
}

/** Starts to count. What was compiled before is counted too, from now on. */
export async function createWorkCounter(): Promise<WorkCounter> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const taken = async (): Promise<number> => {
    const { result } = (await session.post('Profiler.takePreciseCoverage')) as unknown as Coverage // Only what is read here.
    return result
      .filter(({ url }) => url.includes('/packages/simulator/src/'))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((sum, count) => sum + count, 0)
  }
  return {
    async of(run) {
      await taken()
      await run()
      return taken()
    },
    close: () => session.disconnect(),
  }
}
