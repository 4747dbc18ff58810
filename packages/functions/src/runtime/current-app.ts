import { AsyncLocalStorage } from 'node:async_hooks'

/** What code of a Function finds while it runs. */
export interface Running {
  readonly Twilio: object
  readonly Runtime: object
  /** Ends the invocation with an error that nothing in the Function caught. */
  readonly fail: (error: unknown) => void
  /** Takes what the Function writes to the console; undefined: it goes to the console. */
  readonly log: ((text: string) => void) | undefined
}

const storage = new AsyncLocalStorage<Running>()

/** The app whose code runs now, also after an `await` or in a timer; undefined outside of Functions. */
export function running(): Running | undefined {
  return storage.getStore()
}

/** Runs code of a Function: in it, and in all that it starts, `running` gives this app. */
export function runIn<Result>(app: Running, code: () => Result): Result {
  return storage.run(app, code)
}
