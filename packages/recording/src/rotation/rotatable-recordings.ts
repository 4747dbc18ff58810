import type { Exchange } from '../exchange.ts'
import type { SealedOriginal } from '../originals/sealed-originals.ts'
import type { Recording } from '../recording.ts'

/** An exchange that was redacted anew. */
export interface RotatedExchange {
  /** With the id and the time that it had. */
  readonly recorded: Exchange
  readonly original: SealedOriginal
}

/** Recordings of a store that can be brought under another redaction key while others write to it. */
export interface RotatableRecordings {
  /** The ids of the keys that are in use: the one that is noted, and those of originals. */
  keyIds(): Promise<readonly string[]>
  /**
   * Notes another key, once whoever is writing has ended. From then on nothing is taken that was redacted or sealed with another one.
   */
  noteKey(keyId: string): Promise<void>
  /** All recordings whole, oldest first, few in memory at once. One that is changed meanwhile is not listed again. */
  list(): AsyncIterable<Recording>
  /**
   * Puts exchanges and originals in the place of those that have their ids, all in one step. One that was removed meanwhile is left out.
   */
  replace(rotated: readonly RotatedExchange[]): Promise<void>
  /** Puts originals in the place of those that are there; also of those whose exchange is gone. */
  sealAgain(originals: readonly Omit<SealedOriginal, 'leg'>[]): Promise<void>
}
