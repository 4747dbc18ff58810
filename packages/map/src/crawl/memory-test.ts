import { printKeyPath } from '@ringback/simulator'
import type { Budget } from './budget.ts'
import type { MadeCall } from './first-of-each.ts'
import type { TestCall } from './test-call.ts'

/** Finds out whether an app keeps state by caller. */
export interface MemoryTest {
  /**
   * Makes a call again that was made before. When it goes another way now, two fresh callers tell whether that is because of the
   * caller: an app that answers everybody differently each time remembers nobody.
   */
  readonly test: (made: MadeCall) => Promise<void>
  /** The key path that went two ways for the same caller; undefined as long as there is none. */
  readonly remembered: () => string | undefined
}

/** Tests with calls of a budget. */
export function createMemoryTest(budget: Pick<Budget, 'call'>): MemoryTest {
  let remembered: string | undefined
  return {
    remembered: () => remembered,
    async test({ path, input, call: before }) {
      if (remembered !== undefined) return
      const now = await budget.call(path, input)
      if (now === undefined || courseOf(now) === courseOf(before)) return
      const fresh = [await budget.call(path, input, 'fresh'), await budget.call(path, input, 'fresh')]
      if (fresh.every((call) => call !== undefined && courseOf(call) === courseOf(before)))
        remembered = printKeyPath([...path, ...input])
    },
  }
}

/** How a call went: where it waited, and what was heard in the end. Numbers differ with the caller and the time. */
function courseOf({ places, isOver, segment }: TestCall): string {
  const text = JSON.stringify([places.map(({ key }) => key), isOver, segment.heard])
  return text.replaceAll(/\d+/g, '#')
}
