import type { Clock } from '@ringback/twilio-client'

/** Bytes of one millisecond: 8,000 samples a second, one byte each (mu-law). */
const bytesPerMs = 8
/** Twilio drops what goes beyond ten minutes (docs/facts/realtime.md, section 2.3). */
const longestBufferMs = 600_000

/** The audio and marks that the app sends on a stream, played one after the other. */
export interface Playback {
  /** Plays this many bytes after the current audio. Returns their duration in milliseconds, 0 when they are dropped. */
  readonly media: (bytes: number) => number
  /** Calls `reached` when all earlier audio has been played; at once when none is left. */
  readonly mark: (reached: () => void) => void
  /** Stops playing; every mark counts as reached, in their order. */
  readonly clear: () => void
  /** Forgets everything; no mark is reached any more. */
  readonly stop: () => void
}

/** Creates a playback with nothing to play. */
export function createPlayback(clock: Clock): Playback {
  let until = 0
  const marks = new Map<() => void, () => void>()
  return {
    media(bytes) {
      const milliseconds = bytes / bytesPerMs
      const from = Math.max(until, clock.now())
      if (from + milliseconds - clock.now() > longestBufferMs) return 0
      until = from + milliseconds
      return milliseconds
    },
    mark(reached) {
      const cancel = clock.schedule(until - clock.now(), () => {
        marks.delete(reached)
        reached()
      })
      marks.set(reached, cancel)
    },
    clear() {
      until = 0
      for (const [reached, cancel] of marks) {
        cancel()
        reached()
      }
      marks.clear()
    },
    stop() {
      for (const cancel of marks.values()) cancel()
      marks.clear()
    },
  }
}
