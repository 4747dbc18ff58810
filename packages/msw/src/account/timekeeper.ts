import { sleep } from '@ringback/twilio-client'
import { type World } from '@ringback/simulator'
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
export function createTimekeeper(account: Account): Timekeeper & { readonly letGo: () => void } {
  const { world } = account
  let release = world.clock.hold()
  let waiting = 0
  const letTimeRun = async (work: () => Promise<void>): Promise<void> => {
    waiting += 1
    if (waiting === 1) release()
    try {
      await work()
    } finally {
      waiting -= 1
      if (waiting === 0) release = world.clock.hold()
    }
  }
  return {
    settled: () => letTimeRun(() => allOver(account)),
    async passes(seconds) {
      await letTimeRun(() => sleep(world.clock, seconds * 1000))
      await quiet(world)
    },
    letGo: () => release(),
  }
}

async function allOver(account: Account): Promise<void> {
  const { world, calls } = account
  await quiet(world)
  for (;;) {
    const running = [...world.legs.values()].filter((leg) => !leg.isOver)
    const isQueued = [...calls.values()].some(({ leg, isCanceled }) => leg === undefined && !isCanceled)
    if (running.length > 0) await Promise.all(running.map((leg) => leg.over.promise))
    else if (isQueued || world.pending.count > 0) await sleep(world.clock, 1000 / 4)
    else {
      await quiet(world)
      if ([...world.legs.values()].every((leg) => leg.isOver) && world.pending.count === 0) return
    }
  }
}

/** Nothing is under way to the app, and nothing that came back waits to be acted on. */
async function quiet({ lane }: World): Promise<void> {
  await lane.idle()
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  await lane.idle()
}
