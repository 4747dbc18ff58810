/** What a load generator measured. */
export interface LoadResult {
  /** How many requests were answered. */
  readonly requests: number
  readonly perSecond: number
  /** Connections that failed, answers that did not come, and answers of a status of 400 or more. */
  readonly errors: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly worstMs: number
  /** Processor time of the generator for each request, in microseconds. */
  readonly generatorMicros: number
}

/** What a load generator prints, in one line of JSON. */
export interface PrintedResult extends Omit<LoadResult, 'perSecond' | 'generatorMicros'> {
  readonly seconds: number
  readonly cpuSeconds: number
}

/** Reads the last line of what a load generator printed. */
export function readResult(output: string): LoadResult {
  // Both generators of this folder print this line at their end.
  const printed = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as PrintedResult
  const { seconds, cpuSeconds, ...measured } = printed
  return {
    ...measured,
    perSecond: printed.requests / seconds,
    generatorMicros: (cpuSeconds * 1e6) / printed.requests,
  }
}
