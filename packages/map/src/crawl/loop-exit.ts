import type { TestCall } from './test-call.ts'

const mostRounds = 6
const mostSteps = 40

/** How often a loop of so many steps is repeated before it counts as endless: fewer times for a longer one. */
export function roundsToWalk(steps: number): number {
  return Math.max(2, Math.min(mostRounds, Math.floor(mostSteps / steps)))
}

/**
 * The round in which a call that repeats a loop was somewhere else than at its start; undefined when it never was.
 * `start`: steps before the loop; `length`: steps of the loop.
 */
export function loopExit(
  { places }: Pick<TestCall, 'places'>,
  start: number,
  length: number,
  rounds: number,
): number | undefined {
  const home = places[start]?.key
  for (let round = 1; round <= rounds; round += 1) {
    if (places[start + round * length]?.key !== home) return round
  }
  return undefined
}
