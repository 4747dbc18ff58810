import { messageOf, RingbackError } from '@ringback/common'
import type { RecordingStore } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import type { Io } from '../shell/io.ts'
import { reportDamage } from './damage.ts'
import type { RecordingsPlace } from './place.ts'
import { settleFirst } from './settle-first.ts'
import { recordFirst } from './with-reader.ts'

/** Recordings that exchanges can be replaced in. */
export type ChangedRecordings = Pick<RecordingStore, 'replace' | 'close'>

/**
 * Opens recordings for writing, after what a recorder has left sealed was recorded. Damaged files are printed as they are found.
 * @throws {RingbackError} when the folder or the database cannot be opened.
 */
export async function openRecordings(place: RecordingsPlace, io: Io): Promise<ChangedRecordings> {
  await settleFirst(place, io)
  if (place.store !== undefined) {
    const { openKeyedStore } = await import('../store/with-keyed-store.ts')
    return (await openKeyedStore(place.store, io)).recordings
  }
  try {
    return await openDirectoryStore({
      directory: place.folder,
      onDamage: (damage) => reportDamage(io, damage),
    })
  } catch (error) {
    throw new RingbackError('recordings-unreadable', messageOf(error), { remedy: recordFirst, cause: error })
  }
}
