import { sleep } from '@ringback/twilio-client'
import { type Simulation } from '@ringback/simulator/engine'
import type { Account } from './account.ts'

/**
 * Lets virtual time go on only while somebody waits for it. So a test asks about a call, or changes it, at a moment of its
 * own choosing. A real clock does not care.
 */
export interface Timekeeper {
  /** Waits until every call is over, with all that it set going. */
  readonly settled: () => Promise<void>
  /** Lets so many seconds pass. */
  readonly passes: (seconds: number) => Promise<void>
}

/** A timekeeper of an account; time stands still from now on, until it is let go. */
export function createTimekeeper(account: Account): Timekeeper & { readonly release: () => void } {
  const { simulation } = account
  let release = simulation.clock.hold()
  let waiting = 0
  const letTimeRun = async (work: () => Promise<void>): Promise<void> => {
    waiting += 1
    if (waiting === 1) release()
    try {
      await work()
    } finally {
      waiting -= 1
      if (waiting === 0) release = simulation.clock.hold()
    }
  }
  return {
    settled: () => letTimeRun(() => allOver(account)),
    async passes(seconds) {
      await letTimeRun(() => sleep(simulation.clock, seconds * 1000))
      await quiet(simulation)
    },
    release: () => release(),
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

/** Nothing is under way to the app, and nothing that came back waits to be acted on. */
async function quiet({ webhookQueue }: Simulation): Promise<void> {
  await webhookQueue.idle()
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  await webhookQueue.idle()
}
