import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'

/** Whether the thread that carries calls is busy, as the thread that settles sees it. */
export interface LoadGauge {
  readonly buffer: SharedArrayBuffer
  /** Measures again; called on the calls' thread. */
  measure(): void
  isBusy(): boolean
}

/** The share of its time that the event loop has to be at work to count as busy. */
const busyShare = 0.3
/** With more processors there is one for each of the two threads, for the app and for whoever calls. */
const fewProcessors = 3

/** Makes a gauge, or opens the one of another thread. */
export function createLoadGauge(
  buffer: SharedArrayBuffer = new SharedArrayBuffer(4),
  processors: number = availableParallelism(),
): LoadGauge {
  const busy = new Int32Array(buffer)
  let last = performance.eventLoopUtilization()
  return {
    buffer,
    measure() {
      const now = performance.eventLoopUtilization()
      const { utilization } = performance.eventLoopUtilization(now, last)
      last = now
      Atomics.store(busy, 0, processors <= fewProcessors && utilization >= busyShare ? 1 : 0)
    },
    isBusy: () => Atomics.load(busy, 0) === 1,
  }
}
