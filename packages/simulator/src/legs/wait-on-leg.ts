import type { Simulation } from '../simulation/simulation.ts'
import type { TimeHold } from '../simulation/time-hold.ts'
import type { Leg } from './leg.ts'

/** The person who waits, and the leg. */
export interface LegWait {
  readonly simulation: Simulation
  readonly leg: Leg
  readonly hold: TimeHold
}

/**
 * Lets time pass until a condition holds, which is checked at every event. Returns false when the leg ends first, or
 * when `within` seconds have passed.
 */
export function waitOnLeg(
  { simulation, leg, hold }: LegWait,
  condition: () => boolean,
  within: number = Infinity,
): Promise<boolean> {
  if (condition()) return Promise.resolve(true)
  if (leg.endedAt !== undefined && leg.isOver) return Promise.resolve(false)
  return hold.wait((resolve) => {
    const stops: (() => void)[] = []
    const finish = (value: boolean): void => {
      for (const stop of stops) stop()
      resolve(value)
    }
    const check = (): void => {
      if (condition()) finish(true)
      else if (leg.isOver) finish(false)
    }
    stops.push(simulation.log.listen(check))
    leg.settled.add(check)
    stops.push(() => leg.settled.delete(check))
    if (within !== Infinity) stops.push(simulation.clock.schedule(within * 1000, () => finish(false)))
  })
}
