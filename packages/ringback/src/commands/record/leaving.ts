import type { Proxy } from '@ringback/proxy'

/** How a recording run ends. */
export interface Leaving {
  /** Is called at each signal, and at the keys that stop: the first time drains, a second one leaves at once. */
  readonly stop: (signal?: NodeJS.Signals) => void
  /** Resolves to what to tell when the proxy goes on for a while before it drains. */
  readonly announced: Promise<string>
}

interface LeavingOptions {
  /** For how long the proxy goes on after a SIGTERM before it drains, in milliseconds. */
  readonly drainDelayMs: number
  /** Is called once, at the first signal. */
  readonly onLeave: () => void
}

/**
 * Ends a proxy. After a SIGTERM, which is what whoever replaces it sends, it takes requests for a while longer, so that a load balancer
 * has seen that it is not ready any more. A person who presses Ctrl-C does not wait for that.
 */
export function createLeaving(proxy: Proxy, { drainDelayMs, onLeave }: LeavingOptions): Leaving {
  const announced = Promise.withResolvers<string>()
  let times = 0
  let timer: NodeJS.Timeout | undefined

  function leave(signal: NodeJS.Signals | undefined): void {
    onLeave()
    if (signal !== 'SIGTERM' || drainDelayMs === 0) {
      void proxy.close()
      return
    }
    announced.resolve(
      `Not ready any more: requests are taken for ${drainDelayMs / 1000} s longer (--drain-delay), then those in flight are finished.`,
    )
    timer = setTimeout(() => void proxy.close(), drainDelayMs)
  }

  return {
    announced: announced.promise,
    stop(signal) {
      times += 1
      if (times === 1) return leave(signal)
      clearTimeout(timer)
      void proxy.close({ drain: false })
    },
  }
}
