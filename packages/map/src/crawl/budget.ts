import { fictionalNumber } from '@ringback/catalog'
import type { Step } from '@ringback/simulator'
import type { MapOptions } from '../map-options.ts'
import { makeTestCall, type TestCall } from './test-call.ts'

/** Makes and counts calls, within the limits. */
export interface Budget {
  /** Makes a call: the steps of `path`, then those of `inputs`. Undefined when the limits do not allow one more. */
  readonly call: (
    path: readonly Step[],
    inputs: readonly Step[],
    /** `fresh`: from a number that has not called yet, whatever the options say. Default: `usual`. */
    caller?: 'usual' | 'fresh',
  ) => Promise<TestCall | undefined>
  /** From now on each call comes from another number, unless the options say who calls. Returns whether that is so. */
  readonly useFreshCallers: () => boolean
  readonly spent: () => { readonly calls: number; readonly requests: number }
  /** Why something was not explored, one clause for each reason. */
  readonly limits: Set<string>
}

const defaultTimeMs = 60_000

/** Calls within the limits of the options. */
export function createBudget(options: MapOptions): Budget {
  const { maxRequests = Infinity, maxTimeMs = defaultTimeMs, now = Date.now, signal } = options
  const limits = new Set<string>()
  const deadline = now() + maxTimeMs
  let calls = 0
  let requests = 0
  let usual: 'one' | 'fresh' = 'one'
  const reachedLimit = (): string | undefined => {
    if (signal?.aborted === true) return 'the crawl was stopped early'
    if (requests >= maxRequests) return `the crawl stopped after ${maxRequests} requests (--max-requests)`
    return now() >= deadline ? `the crawl stopped after ${maxTimeMs / 1000} s (--max-time)` : undefined
  }
  return {
    limits,
    spent: () => ({ calls, requests }),
    useFreshCallers() {
      usual = 'fresh'
      return options.call?.from === undefined
    },
    async call(path, inputs, caller = 'usual') {
      const limit = reachedLimit()
      if (limit !== undefined) {
        limits.add(limit)
        return undefined
      }
      const fresh = { from: fictionalNumber(calls) }
      const call =
        caller === 'fresh'
          ? { ...options.call, ...fresh }
          : { ...(usual === 'fresh' ? fresh : { from: theCaller }), ...options.call }
      const made = await makeTestCall({ ...options, seed: (options.seed ?? 1) + calls, call }, path, inputs)
      calls += 1
      requests += made.requests
      return made
    },
  }
}

/** The caller of all calls, unless the options name another. */
const theCaller = '+14155550100'
