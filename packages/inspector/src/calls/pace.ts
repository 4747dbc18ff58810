/** How much of a processor the reading of a folder takes while calls are being recorded. */
export interface Pace {
  /** The folder has changed. */
  readonly changed: () => void
  /** How long to rest after work that took so long, in milliseconds. */
  readonly restAfter: (workedMs: number) => number
}

/** Changes are counted over this time. */
const windowMs = 2000
/** More reports of changes than this within the window are load: one call at a time reports fewer. */
const fewChanges = 3
/** Under load so many times as long as it has worked the thread rests, so that it takes a twentieth of a processor. */
const restsUnderLoad = 19
const longestRestMs = 15_000

/** `now`: milliseconds of a clock that never goes back. */
export function createPace(now: () => number = () => performance.now()): Pace {
  let changes: number[] = []
  return {
    changed() {
      changes = [...changes.filter((at) => at > now() - windowMs), now()]
    },
    restAfter(workedMs) {
      const recent = changes.filter((at) => at > now() - windowMs).length
      if (recent === 0) return 0
      return Math.min(longestRestMs, workedMs * (recent > fewChanges ? restsUnderLoad : 1))
    },
  }
}
