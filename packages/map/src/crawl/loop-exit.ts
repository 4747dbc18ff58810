import type { TestCall } from './test-call.ts'

const mostRounds = 6
const mostSteps = 40

/**
 * How often a loop of this many steps is repeated before it counts as endless: the longer the loop, the fewer times.
 */
export function roundsToWalk(steps: number): number {
  return Math.max(2, Math.min(mostRounds, Math.floor(mostSteps / steps)))
}

/**
 * The first round of a repeated loop that did not return to the start of the loop; undefined when all rounds did.
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
