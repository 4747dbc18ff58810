import type { Clock } from '@ringback/twilio-client'

/** Bytes of one millisecond: 8,000 samples a second, one byte each (mu-law). */
const bytesPerMs = 8

/** What the app sends into a stream, as it is played: one after the other, with marks in between. */
export interface Playback {
  /** Plays so many bytes after what is being played. Returns the milliseconds they take. */
  readonly media: (bytes: number) => number
  /** Calls `reached` when all before has been played. */
  readonly mark: (reached: () => void) => void
  /** Plays no more; every mark counts as reached. */
  readonly clear: () => void
}

/** Nothing is being played yet. */
export function createPlayback(clock: Clock): Playback {
  let until = 0
  const marks = new Map<() => void, () => void>()
  return {
    media(bytes) {
      const milliseconds = bytes / bytesPerMs
      until = Math.max(until, clock.now()) + milliseconds
      return milliseconds
    },
    mark(reached) {
      const stop = clock.schedule(until - clock.now(), () => {
        marks.delete(reached)
        reached()
      })
      marks.set(reached, stop)
    },
    clear() {
      until = 0
      for (const [reached, stop] of marks) {
        stop()
        reached()
      }
      marks.clear()
    },
  }
}
