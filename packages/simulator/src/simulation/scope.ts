/** Why something that ran on a leg was interrupted. */
export type Ending =
  /** The person on this leg hung up, or Twilio ended it. */
  | { readonly type: 'hangup' }
  /** Another document takes over (REST update of the call). */
  | { readonly type: 'update'; readonly apply: NewControl }
  /** An agent took the call out of the queue it waited in. */
  | { readonly type: 'dequeued' }
  /** It is no longer needed: a key interrupted the prompt, or the conference began. */
  | { readonly type: 'enough' }

/** The document that takes over. */
export interface NewControl {
  readonly url: string | undefined
  readonly method: 'GET' | 'POST'
  /** Inline TwiML, instead of a URL. */
  readonly twiml?: string
}

/** Thrown by everything that waits within a scope when the scope ends. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly ending: Ending
  readonly scope: Scope

  constructor(scope: Scope, ending: Ending) {
    super(`interrupted: ${ending.type}`)
    this.scope = scope
    this.ending = ending
  }
}

/** Something that can be interrupted from outside: a leg, a document on it, a prompt of a Gather. */
export interface Scope {
  readonly ending: () => Ending | undefined
  /** Ends the scope and all scopes within it. Only the first call counts. */
  readonly end: (ending: Ending) => void
  /** Calls `work` when the scope ends, or at once when it has ended. The returned function cancels that. */
  readonly onEnd: (work: (ending: Ending) => void) => () => void
  /** Creates a scope that ends with this one, or earlier. */
  readonly child: () => Scope
  /** Throws `Interrupted` when the scope has ended. */
  readonly check: () => void
}

/** Creates a scope. */
export function createScope(): Scope {
  let ended: Ending | undefined
  // Many scopes end without anybody who listens, and those of finished calls are kept for long.
  let listeners: Set<(ending: Ending) => void> | undefined
  const scope: Scope = {
    ending: () => ended,
    end(ending) {
      if (ended !== undefined) return
      ended = ending
      const called = listeners ?? []
      listeners = undefined
      for (const listener of called) listener(ending)
    },
    onEnd(work) {
      if (ended !== undefined) {
        work(ended)
        return () => {}
      }
      listeners ??= new Set()
      listeners.add(work)
      return () => void listeners?.delete(work)
    },
    child() {
      const child = createScope()
      const detach = scope.onEnd((ending) => child.end(ending))
      child.onEnd(() => detach())
      return child
    },
    check() {
      if (ended !== undefined) throw new Interrupted(scope, ended)
    },
  }
  return scope
}

/**
 * A promise that `start` settles, or that rejects with `Interrupted` when the scope ends first. The function that
 * `start` returns is called in either case, to clean up.
 */
export function within<Value>(
  scope: Scope,
  start: (resolve: (value: Value) => void, reject: (error: unknown) => void) => () => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const undo: (() => void)[] = []
    let isSettled = false
    const settle = (work: () => void): void => {
      if (isSettled) return
      isSettled = true
      for (const each of undo) each()
      work()
    }
    const detach = scope.onEnd((ending) => settle(() => reject(new Interrupted(scope, ending))))
    if (isSettled) return
    undo.push(detach)
    const stop = start(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    )
    undo.push(stop)
    if (isSettled) stop()
  })
}
