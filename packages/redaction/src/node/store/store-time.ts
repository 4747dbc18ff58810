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
}

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

  if (known !== undefined) set(known)
  return {
    now: () => (clock === undefined ? Date.now() : Math.floor(performance.now() + offset)),
    set,
    clock: () => clock,
  }
}
