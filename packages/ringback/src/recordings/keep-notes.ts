import { messageOf } from '@ringback/common'
import type { Exchange, Recording } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import type { Io } from '../shell/io.ts'
import { openRecordings, type ChangedRecordings } from './open-recordings.ts'
import type { RecordingsPlace } from './place.ts'

/** Notes of how the app answers redacted requests, kept until they are written into the recordings. */
export interface NoteKeeper {
  readonly take: (recording: Recording) => Promise<void>
  /**
   * Writes them, unless somebody else writes to the folder. Returns why they were not written; undefined when they were.
   */
  readonly write: () => Promise<string | undefined>
}

/** Keeps notes on recordings. Nothing is written, and no folder is locked, before `write`. */
export function createNoteKeeper(place: RecordingsPlace, io: Io): NoteKeeper {
  const noted: Exchange[] = []
  return {
    async take({ exchanges }) {
      for (const each of exchanges) if (each.redaction?.withPseudonyms !== undefined) noted.push(each)
    },
    async write() {
      if (noted.length === 0) return undefined
      try {
        const store = await open(place, io)
        try {
          await store.replace(noted)
        } finally {
          await store.close()
        }
        return undefined
      } catch (error) {
        return messageOf(error)
      }
    },
  }
}

/** Damage was told when the recordings were read. */
async function open(place: RecordingsPlace, io: Io): Promise<ChangedRecordings> {
  return place.store === undefined
    ? openDirectoryStore({ directory: place.folder, access: 'write' })
    : openRecordings(place, io)
}
