import type { Clock } from '@ringback/twilio-client'

/** Bytes of one millisecond: 8,000 samples a second, one byte each (mu-law). */
const bytesPerMs = 8

/** The audio and marks that the app sends on a stream, played one after the other. */
export interface Playback {
  /** Plays this many bytes after the current audio. Returns their duration in milliseconds. */
  readonly media: (bytes: number) => number
  /** Calls `reached` when all earlier audio has been played. */
  readonly mark: (reached: () => void) => void
  /** Stops playing; every mark counts as reached. */
  readonly clear: () => void
}

/** Creates a playback with nothing to play. */
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
