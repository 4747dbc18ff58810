import type { Simulation } from './simulation.ts'

/** Does something once its time has come, call or no call; a simulation at its end waits for it. */
export function scheduleBackground(simulation: Simulation, milliseconds: number, work: () => void): void {
  simulation.pending.count += 1
  simulation.clock.schedule(milliseconds, () => {
    simulation.pending.count -= 1
    work()
  })
}
