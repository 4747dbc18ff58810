import type { Damage } from './damage.ts'
import type { Exchange } from './exchange.ts'
import type { Recording } from './recording.ts'

/** A place where recordings are kept. Every adapter passes the same law suite. */
export interface RecordingStore {
  /**
   * Keeps an exchange. The promise resolves when the exchange would survive a SIGKILL, and rejects with the
   * reason when it was not kept. An exchange whose id is there already is not kept again. Exchanges arrive redacted.
   */
  append(exchange: Exchange): Promise<void>
  /** The recordings, newest first. Read lazily; what cannot be read is left out, and then in `damage()`. */
  list(): AsyncIterable<Recording>
  /** The recording of a call, by the CallSid of any of its legs; undefined when there is none. */
  read(callSid: string): Promise<Recording | undefined>
  /**
   * Puts exchanges in the place of those that have their ids and belong to the same calls; one that is not there is left out. What else
   * is kept of their calls stays, also what comes meanwhile.
   */
  replace(exchanges: readonly Exchange[]): Promise<void>
  /** Replaces the recording of a call, whole: what is kept of the call and not in the recording is removed. */
  write(recording: Recording): Promise<void>
  /** What could not be read so far. */
  damage(): readonly Damage[]
  /** Waits for what is being written and releases what is held. */
  close(): Promise<void>
}
