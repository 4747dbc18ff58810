import '@ringback/common/require-node'
import { expect } from 'vitest'
import { callMatchers, type CallMatchers } from './call-matchers.ts'

expect.extend({ ...callMatchers })

declare module 'vitest' {
  // Merged with vitest's interface, whose type parameters these are.
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends CallMatchers<R> {}
}

export { callMatchers, type CallMatchers } from './call-matchers.ts'
