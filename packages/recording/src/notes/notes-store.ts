import type { CallNotes } from './call-notes.ts'
import type { AddedNotes } from './merged-notes.ts'

/**
 * Where notes on recorded calls are kept: beside the recordings of a folder, or in their database. They are kept under the id of the
 * exchange that a call begins with, which stays the same when the key is rotated.
 */
export interface NotesStore {
  /** The notes under some ids, as far as there are any. */
  of(exchanges: readonly string[]): Promise<ReadonlyMap<string, CallNotes>>
  /**
   * Writes notes in place of those that are there; without a tag and a text they are removed.
   * @throws {RingbackError} `bad-notes` for notes that cannot be kept.
   */
  write(exchange: string, notes: CallNotes): Promise<void>
  /**
   * Adds notes to those that are there (see `mergedNotes`).
   * @throws {RingbackError} `damaged-notes` where those that are there cannot be read.
   */
  add(exchange: string, notes: CallNotes): Promise<AddedNotes>
}

/** Notes that are found by what is in them without reading all. */
export interface SearchableNotes extends NotesStore {
  /** The ids of the notes with a text in a tag or in the note, whatever the case. */
  having(text: string): Promise<readonly string[]>
}
