import type { Step } from '@ringback/simulator'
import type { MapOptions } from '../options.ts'
import { probe, type Probe } from './probe.ts'

/** The calls that may still be made, and those that were. */
export interface Budget {
  /** Makes a call; undefined when the limits do not allow one more. */
  readonly probe: (path: readonly Step[], inputs: readonly Step[]) => Promise<Probe | undefined>
  readonly spent: () => { readonly calls: number; readonly requests: number }
  /** Why something was left open. */
  readonly limits: Set<string>
}

/** Calls within the limits of the options. */
export function createBudget(options: MapOptions): Budget {
  const { maxRequests = 5000, maxMs = 60_000, now = Date.now } = options
  const limits = new Set<string>()
  const deadline = now() + maxMs
  let calls = 0
  let requests = 0
  return {
    limits,
    spent: () => ({ calls, requests }),
    async probe(path, inputs) {
      if (requests >= maxRequests) limits.add(`${maxRequests} requests were made`)
      if (now() >= deadline) limits.add(`${maxMs / 1000} s were over`)
      if (requests >= maxRequests || now() >= deadline) return undefined
      const made = await probe(
        asNobodyBefore(options, calls),
        path,
        inputs,
        (options.phone.seed ?? 1) + calls,
      )
      calls += 1
      requests += made.requests
      return made
    },
  }
}

/** Apps remember callers: unless somebody in particular is to call, every call is made from another number. */
function asNobodyBefore(options: MapOptions, calls: number): MapOptions {
  const from = `+1415555${String(100 + (calls % 100)).padStart(4, '0')}`
  return { ...options, call: { from, ...options.call } }
}
