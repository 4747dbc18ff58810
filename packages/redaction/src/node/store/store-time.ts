import { hrtime } from 'node:process'

/**
 * What the clock of a store showed at a moment. The time that the machines which record into one store agree on: their own clocks may
 * be apart by minutes. Plain data; of use on this machine alone, until it is started again.
 */
export interface StoreClock {
  /** What it showed, in milliseconds since 1970. */
  readonly time: number
  /** What the clock of this machine that never steps showed at that moment, in milliseconds: see `machineMs`. */
  readonly at: number
  /** How long the question and its answer took, in milliseconds: `time` is wrong by up to half of it. */
  readonly roundTripMs: number
}

/** Now, as far as it is known. */
export interface StoreTime {
  /** Milliseconds since 1970, whole: by the clock of the store, once it is known; else by that of this machine. */
  now(): number
  /** The store's clock was measured. */
  set(clock: StoreClock): void
  /** The last measurement; undefined before the first one. */
  clock(): StoreClock | undefined
  /**
   * How far the clock of the store is ahead of that of this machine, in whole milliseconds: 0 where it is less than can be measured;
   * undefined where it is not known.
   */
  ahead(): number | undefined
  /** Whether something that has just ended began by the clock of this machine: what began before the first measurement did. */
  isOwn(timed: { readonly startedAt: number; readonly durationMs: number }): boolean
}

/** A difference of clocks that is smaller, in milliseconds, is none: a measurement may be wrong by as much. */
const leastDifferenceMs = 10

/**
 * The clock of this machine that never steps, in milliseconds. Threads and processes of one machine read the same one, which
 * `performance.now()` is not.
 */
export function machineMs(): number {
  return Number(hrtime.bigint()) / 1e6
}

/** A time that runs on by the clock of this machine that never steps, so that correcting the machine's clock changes nothing. */
export function createStoreTime(known?: StoreClock): StoreTime {
  let clock: StoreClock | undefined
  /** What is added to `performance.now()`, which costs less than `machineMs`. */
  let offset = 0

  function set(measured: StoreClock): void {
    clock = measured
    offset = measured.time - measured.at + (machineMs() - performance.now())
  }

  function ahead(): number | undefined {
    if (clock === undefined) return undefined
    const difference = performance.now() + offset - Date.now()
    return Math.abs(difference) < Math.max(leastDifferenceMs, clock.roundTripMs) ? 0 : Math.round(difference)
  }

  if (known !== undefined) set(known)
  return {
    ahead,
    isOwn({ startedAt, durationMs }) {
      const difference = ahead()
      if (difference === undefined) return true
      if (difference === 0) return false
      // It began by one clock or by the other.
      const began = Date.now() - durationMs
      return Math.abs(startedAt - began) < Math.abs(startedAt - began - difference)
    },
    now: () => (clock === undefined ? Date.now() : Math.floor(performance.now() + offset)),
    set,
    clock: () => clock,
  }
}
