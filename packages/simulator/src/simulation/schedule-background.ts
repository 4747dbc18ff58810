import type { Simulation } from './simulation.ts'

/** Runs work at a later time, even if the call is over by then. A simulation waits for it before it ends. */
export function scheduleBackground(simulation: Simulation, milliseconds: number, work: () => void): void {
  simulation.pending.count += 1
  simulation.clock.schedule(milliseconds, () => {
    simulation.pending.count -= 1
    work()
  })
}
