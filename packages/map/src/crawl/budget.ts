import type { Step } from '@ringback/simulator'
import type { MapOptions } from '../map-options.ts'
import { makeTestCall, type TestCall } from './test-call.ts'

/** Makes and counts calls, within the limits. */
export interface Budget {
  /** Makes a call: the steps of `path`, then those of `inputs`. Undefined when the limits do not allow one more. */
  readonly call: (path: readonly Step[], inputs: readonly Step[]) => Promise<TestCall | undefined>
  readonly spent: () => { readonly calls: number; readonly requests: number }
  /** Why something was not explored, one clause for each reason. */
  readonly limits: Set<string>
}

const defaultRequests = 5000
const defaultTimeMs = 60_000

/** Calls within the limits of the options. */
export function createBudget(options: MapOptions): Budget {
  const { maxRequests = defaultRequests, maxTimeMs = defaultTimeMs, now = Date.now, signal } = options
  const limits = new Set<string>()
  const deadline = now() + maxTimeMs
  let calls = 0
  let requests = 0
  const reachedLimit = (): string | undefined => {
    if (signal?.aborted === true) return 'the crawl was stopped early'
    if (requests >= maxRequests) return `the crawl stopped after ${maxRequests} requests (--max-requests)`
    return now() >= deadline ? `the crawl stopped after ${maxTimeMs / 1000} s (--max-time)` : undefined
  }
  return {
    limits,
    spent: () => ({ calls, requests }),
    async call(path, inputs) {
      const limit = reachedLimit()
      if (limit !== undefined) {
        limits.add(limit)
        return undefined
      }
      const made = await makeTestCall(withFreshCaller(options, calls), path, inputs)
      calls += 1
      requests += made.requests
      return made
    },
  }
}

/** Apps remember callers: unless the options say who calls, every call comes from another number. */
function withFreshCaller(options: MapOptions, calls: number): MapOptions {
  const from = `+1415555${String(100 + (calls % 100)).padStart(4, '0')}`
  return { ...options, seed: (options.seed ?? 1) + calls, call: { from, ...options.call } }
}
