import type { Damage } from '../damage.ts'
import type { Recording } from '../recording.ts'
import type { RecordingSummary } from './recording-summary.ts'

/** A recording, and where it is kept. */
export interface ListedRecording {
  readonly summary: RecordingSummary
  /** The files of a folder that hold it; none where it is in a database. */
  readonly files: readonly string[]
}

/** What is recorded in a folder or a database, found without reading all of it. */
export interface RecordingsReader {
  /**
   * The recordings, oldest first, as they are when this is called. Each is made when it is asked for, every time: whoever passes over
   * many needs little memory.
   */
  list(): Promise<Iterable<ListedRecording>>
  /** Those that may name one of some texts (a CallSid or the start of one, a number), found sooner than all. Oldest first. */
  naming(texts: readonly string[]): Promise<readonly ListedRecording[]>
  /** Reads a recording whole; undefined when it is gone. */
  read(listed: ListedRecording): Promise<Recording | undefined>
  /** What could not be read so far. */
  damage(): readonly Damage[]
}
