/**
 * Latencies in buckets whose bounds grow by a constant factor (the layout of DDSketch), so that percentiles of several machines
 * can be merged exactly: the buckets are added. hdr-histogram-js does the same in a binary form and with a WebAssembly loader; a
 * report has to be readable JSON.
 */
export interface Latencies {
  /** Adds one, in milliseconds. */
  readonly add: (ms: number) => void
  /** Adds those of a report. */
  readonly merge: (counts: LatencyCounts) => void
  readonly count: () => number
  /** The greatest, exactly; 0 without any. */
  readonly max: () => number
  /** The latency that `percent` of 100 do not pass, in milliseconds, within `relativeError`; 0 without any. */
  readonly percentile: (percent: number) => number
  readonly counts: () => LatencyCounts
}

/** The buckets as a report has them. */
export interface LatencyCounts {
  /** Number of latencies. */
  readonly count: number
  /** The greatest, in milliseconds. */
  readonly maxMs: number
  /** Bucket `i` counts latencies of more than `base ** (i - 1)` and at most `base ** i` milliseconds; `base`: `bucketBase`. */
  readonly buckets: readonly (readonly [bucket: number, count: number])[]
}

/** A percentile differs from the exact one by at most this share of it. */
export const relativeError = 0.01

/** The factor between the bounds of a bucket. */
export const bucketBase: number = (1 + relativeError) / (1 - relativeError)

/** Shorter latencies count as this long, in milliseconds, which bounds the number of buckets. */
const shortest = 0.01

const logBase = Math.log(bucketBase)

/** Without any latency. */
export function createLatencies(): Latencies {
  const counts = new Map<number, number>()
  let total = 0
  let max = 0
  const addTo = (bucket: number, number: number): void => {
    counts.set(bucket, (counts.get(bucket) ?? 0) + number)
    total += number
  }
  const sorted = (): (readonly [number, number])[] => [...counts].toSorted(([one], [other]) => one - other)
  return {
    add(ms) {
      addTo(bucketOf(ms), 1)
      max = Math.max(max, ms)
    },
    merge({ buckets, maxMs }) {
      for (const [bucket, number] of buckets) addTo(bucket, number)
      max = Math.max(max, maxMs)
    },
    count: () => total,
    max: () => max,
    percentile(percent) {
      const rank = Math.ceil((percent / 100) * total)
      let passed = 0
      for (const [bucket, number] of sorted()) {
        passed += number
        if (passed >= rank) return Math.min(middleOf(bucket), max)
      }
      return max
    },
    counts: () => ({ count: total, maxMs: max, buckets: sorted() }),
  }
}

function bucketOf(ms: number): number {
  return Math.ceil(Math.log(Math.max(ms, shortest)) / logBase)
}

/** The value from which both bounds of a bucket differ by the same share. */
function middleOf(bucket: number): number {
  return (2 * bucketBase ** bucket) / (bucketBase + 1)
}
