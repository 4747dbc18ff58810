import type { Step } from '@ringback/simulator'
import type { TestCall } from './test-call.ts'

/** A call, the path to the state where its last input was made, and that input. */
export interface MadeCall {
  readonly path: readonly Step[]
  readonly input: readonly Step[]
  readonly call: TestCall
}

/** The earliest of the calls that ended in the same words. */
export interface FirstOfEach {
  readonly add: (made: MadeCall) => void
  readonly calls: () => readonly MadeCall[]
}

/** Keeps the earliest call for each answer of the app; numbers in what is heard make no difference. */
export function createFirstOfEach(): FirstOfEach {
  const first = new Map<string, MadeCall>()
  return {
    add(made) {
      const { isOver, segment } = made.call
      const answer = JSON.stringify([isOver, segment.heard, segment.problems.map(({ code }) => code)])
      const masked = answer.replaceAll(/\d+/g, '#')
      if (!first.has(masked)) first.set(masked, made)
    },
    calls: () => [...first.values()],
  }
}
