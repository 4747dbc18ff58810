import { runIn, type Running } from './current-app.ts'

/** `exports.handler` of a Function. */
export type Handler = (context: object, event: object, callback: Callback) => unknown

/** Ends an invocation: with an error, or with what is answered. */
export type Callback = (error?: unknown, payload?: unknown) => void

/** How an invocation ended. */
export type Outcome =
  | { readonly type: 'answered'; readonly payload: unknown }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'timed-out' }

/** What a handler is called with. */
export interface Invocation {
  readonly app: Omit<Running, 'fail'>
  /** Gives the handler; what it throws fails the invocation. */
  readonly load: () => Handler
  readonly context: object
  readonly event: object
  readonly timeLimitMs: number
}

/**
 * Calls a handler until it calls its callback, throws, rejects, or the time is over. The first of these counts; a handler that
 * returns without having called back has until the time limit, as at Twilio.
 */
export function invoke({ app, load, context, event, timeLimitMs }: Invocation): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const timer = setTimeout(() => end({ type: 'timed-out' }), timeLimitMs)
    const fail = (error: unknown): void => end({ type: 'failed', error })
    const callback: Callback = (error, payload) => {
      if (isGiven(error)) fail(error)
      else end({ type: 'answered', payload })
    }
    runIn({ ...app, fail }, () => {
      try {
        const returned = load()(context, event, callback)
        if (returned instanceof Promise) returned.catch(fail)
      } catch (error) {
        fail(error)
      }
    })
  })
}

/** Twilio's handlers pass null for no error; `''`, 0 and false are none either. */
function isGiven(error: unknown): boolean {
  return Boolean(error)
}
