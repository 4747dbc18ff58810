import { within, type Scope } from '../simulation/scope.ts'
import type { Simulation } from '../simulation/simulation.ts'

/** Lets time pass. Throws `Interrupted` when the scope ends first. `Infinity` waits until the scope ends. */
export async function pass(simulation: Simulation, scope: Scope, milliseconds: number): Promise<void> {
  await within<undefined>(scope, (resolve) =>
    milliseconds === Infinity ? () => {} : simulation.clock.schedule(milliseconds, () => resolve(undefined)),
  )
}
