import type { Shard } from '@ringback/recording'

/** When calls are due. */
export interface Pace {
  /** New calls per second, once it has its full size. */
  readonly rate: number
  /** Milliseconds in which it grows from nothing to its full size, by the same amount every second. */
  readonly rampMs: number
  /** Milliseconds in which calls are due. */
  readonly durationMs: number
}

/** One machine that makes all of a load. */
export const wholeLoad: Shard = { index: 1, count: 1 }

/** `2/8`. */
export function shardText({ index, count }: Shard): string {
  return `${index}/${count}`
}

/** A call of the schedule. */
export interface DueCall {
  /** Its number in the load, over all shards, from 0. */
  readonly number: number
  /** Milliseconds from the start. */
  readonly dueMs: number
}

/**
 * The calls of a shard, in order. Shards take turns in one schedule, so that together they start the same calls at the same times
 * as one machine would.
 */
export function* scheduleOf(pace: Pace, { index, count }: Shard): Generator<DueCall, undefined, undefined> {
  for (let number = index - 1; ; number += count) {
    const dueMs = dueTime(number, pace)
    if (dueMs >= pace.durationMs) return undefined
    yield { number, dueMs }
  }
}

function dueTime(number: number, { rate, rampMs }: Pace): number {
  const perMs = rate / 1000
  const inRamp = (perMs * rampMs) / 2
  return number <= inRamp ? Math.sqrt((2 * number * rampMs) / perMs) || 0 : number / perMs + rampMs / 2
}
