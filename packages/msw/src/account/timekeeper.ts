import { sleep } from '@ringback/twilio-client'
import { type Simulation } from '@ringback/simulator/engine'
import type { Account } from './account.ts'

/**
 * Lets virtual time pass only while somebody waits for it, so that a test can query or change a call at a chosen
 * moment. Has no effect on a real clock.
 */
export interface Timekeeper {
  /** Waits until every call is over, and everything that the calls started. */
  readonly settled: () => Promise<void>
  /** Lets this many seconds pass. */
  readonly passes: (seconds: number) => Promise<void>
  /** Lets time pass until the returned function is called, or the next reset. */
  readonly letTimePass: () => () => void
}

/** Creates the timekeeper of an account. Time stops from now on, until it is released. */
export function createTimekeeper(account: Account): Timekeeper & { readonly release: () => void } {
  const { simulation } = account
  let release = simulation.clock.hold()
  let waiting = 0
  let isReleased = false
  const letTimePass = (): (() => void) => {
    waiting += 1
    if (waiting === 1) release()
    return () => {
      waiting -= 1
      if (waiting === 0 && !isReleased) release = simulation.clock.hold()
    }
  }
  const letTimeRun = async (work: () => Promise<void>): Promise<void> => {
    const stop = letTimePass()
    try {
      await work()
    } finally {
      stop()
    }
  }
  return {
    settled: () => letTimeRun(() => allOver(account)),
    async passes(seconds) {
      await letTimeRun(() => sleep(simulation.clock, seconds * 1000))
      await quiet(simulation)
    },
    letTimePass,
    release() {
      isReleased = true
      release()
    },
  }
}

async function allOver(account: Account): Promise<void> {
  const { simulation, calls } = account
  await quiet(simulation)
  for (;;) {
    const running = [...simulation.runningLegs]
    const isQueued = [...calls.values()].some(({ leg, isCanceled }) => leg === undefined && !isCanceled)
    if (running.length > 0) await Promise.all(running.map((leg) => leg.over.promise))
    else if (isQueued || simulation.pending.count > 0) await sleep(simulation.clock, 1000 / 4)
    else {
      await quiet(simulation)
      if (simulation.runningLegs.size === 0 && simulation.pending.count === 0) return
    }
  }
}

/** True when no request to the app is in flight, and every answer was handled. */
async function quiet({ webhookQueue }: Simulation): Promise<void> {
  await webhookQueue.idle()
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  await webhookQueue.idle()
}
