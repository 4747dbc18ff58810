import type { SignatureCause } from '@ringback/recording'

/** Finds out why signatures are refused; returns undefined when it is not the time to. */
export interface Diagnosis {
  /** Calls `investigate` once a second at most, and once for each key when it finds something. */
  of(key: string, investigate: () => SignatureCause): SignatureCause | undefined
}

const pauseMs = 1000
/** How often a key is looked at when nothing explains it. */
const mostAttempts = 3
const mostKeys = 64

/** Bounds how often signatures are diagnosed, whatever is sent. `tick`: milliseconds on a clock that never jumps. */
export function createDiagnosis(tick: () => number): Diagnosis {
  const attempts = new Map<string, number>()
  let next = -Infinity
  return {
    of(key, investigate) {
      const now = tick()
      if (now < next) return undefined
      const made = attempts.get(key) ?? 0
      if (made >= mostAttempts || (made === 0 && attempts.size >= mostKeys)) return undefined
      next = now + pauseMs
      const cause = investigate()
      attempts.set(key, cause.codes.length > 0 ? mostAttempts : made + 1)
      return cause
    },
  }
}
