import { within, type Scope } from '../world/scope.ts'
import type { World } from '../world/world.ts'

/** Lets time pass. Throws `Interrupted` when the scope ends before. `Infinity` waits for just that. */
export async function pass(world: World, scope: Scope, milliseconds: number): Promise<void> {
  await within<undefined>(scope, (resolve) =>
    milliseconds === Infinity ? () => {} : world.clock.schedule(milliseconds, () => resolve(undefined)),
  )
}
