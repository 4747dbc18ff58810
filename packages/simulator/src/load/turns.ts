import type { Shard } from '@ringback/recording'
import { scheduleOf, type DueCall, type Pace } from './schedule.ts'
import type { Tally } from './tally.ts'

/** Says which call begins when. */
export interface Turns {
  /**
   * The call that begins now, `elapsedMs` after the start and with so many calls going on; or after how many milliseconds to ask
   * again; undefined when all have begun.
   */
  readonly next: (elapsedMs: number, running: number) => DueCall | { readonly waitMs: number } | undefined
  /** Whether to ask again as soon as a call is over. */
  readonly waitForLine: () => boolean
}

/** How many calls of this shard may go on. */
export interface Lines {
  readonly calls: number
  readonly shard: Shard
}

/** Calls by the schedule of a rate. Those for which no line is free wait, and those that still wait at the end are missed. */
export function rateTurns(pace: Pace, { calls, shard }: Lines, tally: Pick<Tally, 'late' | 'missed'>): Turns {
  const schedule = scheduleOf(pace, shard)
  let pending = schedule.next().value
  let isBlocked = false
  return {
    waitForLine: () => isBlocked,
    next(elapsedMs, running) {
      const call = pending
      if (call === undefined) return undefined
      if (call.dueMs > elapsedMs) {
        isBlocked = false
        return { waitMs: call.dueMs - elapsedMs }
      }
      if (running >= calls) {
        isBlocked = true
        if (elapsedMs < pace.durationMs) return { waitMs: pace.durationMs - elapsedMs }
        for (; pending !== undefined; pending = schedule.next().value) tally.missed += 1
        return undefined
      }
      // A call that waited for a line is late because of the app.
      if (!isBlocked) tally.late.add(elapsedMs - call.dueMs)
      pending = schedule.next().value
      return call
    },
  }
}

/** Calls that begin whenever fewer go on than are to be kept up. */
export function keptUpTurns({ calls, shard, pace }: Lines & { readonly pace: Omit<Pace, 'rate'> }): Turns {
  const { rampMs, durationMs } = pace
  let made = 0
  return {
    waitForLine: () => true,
    next(elapsedMs, running) {
      if (elapsedMs >= durationMs) return undefined
      const allowed = elapsedMs >= rampMs ? calls : Math.floor((calls * elapsedMs) / rampMs) + 1
      if (running < allowed) {
        const number = made * shard.count + shard.index - 1
        made += 1
        return { number, dueMs: elapsedMs }
      }
      const more = allowed < calls ? (rampMs * allowed) / calls : durationMs
      return { waitMs: Math.max(1, more - elapsedMs) }
    },
  }
}
