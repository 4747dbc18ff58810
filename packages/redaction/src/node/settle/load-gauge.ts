import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'

/** Whether the thread that carries calls is busy, as the thread that settles sees it. */
export interface LoadGauge {
  readonly buffer: SharedArrayBuffer
  /**
   * Measures again; called on the calls' thread. `utilization`: the share of its time that the thread was at work, where that
   * is another one.
   */
  measure(utilization?: number): void
  isBusy(): boolean
}

/** The share of its time that the event loop has to be at work to count as busy. */
const busyShare = 0.3
/** With more processors there is one for each of the two threads, for the app and for whoever calls. */
const fewProcessors = 3
/** What a gauge needs: whether the thread is busy. */
const gaugeBytes = 4

/** Makes a gauge, or opens the one of another thread. */
export function createLoadGauge(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(gaugeBytes),
  processors: number = availableParallelism(),
): LoadGauge {
  const numbers = new Uint32Array(buffer)
  let last = performance.eventLoopUtilization()
  return {
    buffer,
    measure(utilization) {
      const now = performance.eventLoopUtilization()
      const share = utilization ?? performance.eventLoopUtilization(now, last).utilization
      last = now
      Atomics.store(numbers, 0, processors <= fewProcessors && share >= busyShare ? 1 : 0)
    },
    isBusy: () => Atomics.load(numbers, 0) === 1,
  }
}
