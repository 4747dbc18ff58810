/** A signal for a `Request`, and the function that aborts it. */
export interface FollowableSignal {
  readonly signal: AbortSignal
  readonly abort: (reason: unknown) => void
}

type Listener = Parameters<AbortSignal['addEventListener']>[1]

/**
 * A signal that is aborted by `abort`, and already when `parent` is. A `Request` follows the signal that it is given, which
 * costs more than all the rest of making one: this signal keeps its followers in a list instead of an event target.
 */
export function followableSignal(parent: AbortSignal): FollowableSignal {
  const controller = new AbortController()
  const { signal } = controller
  if (parent.aborted) controller.abort(parent.reason)
  const followers: Listener[] = []
  signal.addEventListener = (_: string, listener: Listener) => void followers.push(listener)
  return {
    signal,
    abort(reason) {
      controller.abort(reason)
      const event = new Event('abort')
      for (const follower of followers) {
        if (typeof follower === 'function') follower.call(signal, event)
        else follower.handleEvent(event)
      }
    },
  }
}
