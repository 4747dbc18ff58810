import type { Exchange, Recording } from '@ringback/recording'

/** The sealed originals of recordings: what Twilio really sent and the app really answered. */
export interface Originals {
  /** Whether they go into git (`ringback originals commit`); those of a database do not. */
  readonly isCommitted: boolean
  /**
   * The original of a recorded exchange; null when there is none.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   * @throws {RingbackError} `damaged-original` when it is damaged and nobody listens for damage.
   */
  originalOf(exchange: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>): Promise<Exchange | null>
  /**
   * The original of a recorded exchange, sealed, as text that may stand in a pact file; null when there is none. The same original gives
   * the same text, wherever it is kept.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   */
  sealedOriginalOf(exchange: Pick<Exchange, 'id' | 'callSid' | 'startedAt'>): Promise<string | null>
  /**
   * Opens what `sealedOriginalOf` returned; null when it is damaged.
   * @throws {WrongKeyError} when it was sealed with a key that is not in the ring.
   */
  openSealed(text: string): Exchange | null
  /**
   * Seals originals of exchanges of a recording, in place of those that are there. The caller holds the lock of a
   * recordings folder.
   */
  write(recording: Recording, originals: readonly Exchange[]): Promise<void>
  /**
   * Removes the originals of all exchanges of a recording; returns how many there were. The caller holds the lock of a
   * recordings folder.
   */
  remove(recording: Recording): Promise<number>
}
