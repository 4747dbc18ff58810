import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'

/** Whether the thread that carries calls is busy and how much it has kept, as the thread that settles sees it. */
export interface LoadGauge {
  readonly buffer: SharedArrayBuffer
  /**
   * Measures again; called on the calls' thread. `kept`: how many exchanges it has sealed so far. `utilization`: the share of
   * its time that the thread was at work, where that is another one.
   */
  measure(kept: number, utilization?: number): void
  isBusy(): boolean
  /** How many exchanges were sealed between a count and the last measurement. */
  keptSince(count: number): number
  /** The count of sealed exchanges at the last measurement; it starts anew after 2^32. */
  kept(): number
}

/** The share of its time that the event loop has to be at work to count as busy. */
const busyShare = 0.3
/** With more processors there is one for each of the two threads, for the app and for whoever calls. */
const fewProcessors = 3
/** What a gauge needs: whether the thread is busy, and the count. */
const gaugeBytes = 8

/** Makes a gauge, or opens the one of another thread. */
export function createLoadGauge(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(gaugeBytes),
  processors: number = availableParallelism(),
): LoadGauge {
  const numbers = new Uint32Array(buffer)
  let last = performance.eventLoopUtilization()
  const kept = (): number => Atomics.load(numbers, 1)
  return {
    buffer,
    measure(count, utilization) {
      const now = performance.eventLoopUtilization()
      const share = utilization ?? performance.eventLoopUtilization(now, last).utilization
      last = now
      Atomics.store(numbers, 0, processors <= fewProcessors && share >= busyShare ? 1 : 0)
      Atomics.store(numbers, 1, count)
    },
    isBusy: () => Atomics.load(numbers, 0) === 1,
    kept,
    keptSince: (count) => (kept() - count) >>> 0,
  }
}
