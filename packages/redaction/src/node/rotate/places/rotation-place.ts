import type { Exchange, Recording } from '@ringback/recording'
import type { SettledExchange } from '../../originals/original-text.ts'

/** Recordings that are brought under another key. A folder and a database implement it; `rotateAll` decides for both. */
export interface RotationPlace {
  /** All recordings, oldest first, few in memory at once. */
  recordings(): AsyncIterable<Recording>
  /**
   * The line of the original of an exchange; undefined when there is none.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   */
  originalOf(exchange: Exchange, recording: Recording): Promise<string | undefined>
  /** Puts exchanges that were redacted anew, all of a recording, in its place, with their originals sealed anew. */
  replace(recording: Recording, settled: readonly SettledExchange[]): Promise<void>
  /** Does what was left to be done together with more. */
  flush(): Promise<void>
}
