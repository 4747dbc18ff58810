import type { World } from './world.ts'

/** Does something once its time has come, call or no call; a world at its end waits for it. */
export function later(world: World, milliseconds: number, work: () => void): void {
  world.pending.count += 1
  world.clock.schedule(milliseconds, () => {
    world.pending.count -= 1
    work()
  })
}
