import type { Damage } from '../damage.ts'
import type { Recording } from '../recording.ts'
import type { RecordingSummary } from './recording-summary.ts'

/** A recording, and where it is kept. */
export interface ListedRecording {
  readonly summary: RecordingSummary
  /** The files of a folder that hold it; none where it is in a database. */
  readonly files: readonly string[]
}

/** Which recordings a page is of. */
export interface WantedRecordings {
  /** The start of the SID of a leg, or a part of who calls or is called; empty: any. */
  readonly text: string
  /** Only those in which something went wrong. */
  readonly isProblem: boolean
}

/** A part of a list. */
export interface RecordingsPage {
  /** The newest first. */
  readonly listed: readonly ListedRecording[]
  /** How many there are in all. */
  readonly total: number
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
  /** A part of those that are wanted, the newest first: so many from the one at `offset`. */
  page(
    wanted: WantedRecordings,
    part: { readonly offset: number; readonly limit: number },
  ): Promise<RecordingsPage>
  /** Reads a recording whole; undefined when it is gone. */
  read(listed: ListedRecording): Promise<Recording | undefined>
  /** What could not be read so far. */
  damage(): readonly Damage[]
}
