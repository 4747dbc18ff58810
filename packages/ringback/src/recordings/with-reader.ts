import { messageOf, RingbackError } from '@ringback/common'
import type { RecordingsReader } from '@ringback/recording'
import { openRecordingsReader } from '@ringback/recording/node'
import { createProgressLine } from '../reporters/progress-line.ts'
import type { Io } from '../shell/io.ts'
import { reportDamage } from './damage.ts'
import type { RecordingsPlace } from './place.ts'
import { settleFirst } from './settle-first.ts'

/** What to do where nothing is recorded. */
export const recordFirst = 'Record calls first: ringback record http://127.0.0.1:3000'

/**
 * Opens recordings for reading, after what a recorder has left sealed was recorded, without reading more than is asked for. Damaged
 * files are printed as they are found. The reader can be used until `use` is through.
 * @throws {RingbackError} when the folder or the database cannot be opened, or was recorded with another key than RINGBACK_REDACTION_KEY.
 */
export async function withReader<Result>(
  place: RecordingsPlace,
  io: Io,
  use: (reader: RecordingsReader) => Promise<Result>,
): Promise<Result> {
  await settleFirst(place, io)
  const { store, folder } = place
  if (store === undefined) return use(await folderReader(folder, io))
  const { withKeyedStore } = await import('../store/with-keyed-store.ts')
  return withKeyedStore(store, io, async ({ where, postgres }) =>
    use(await postgres.openPostgresReader(where)),
  )
}

async function folderReader(directory: string, io: Io): Promise<RecordingsReader> {
  const progress = createProgressLine(io)
  try {
    return await openRecordingsReader({
      directory,
      onDamage: (damage) => reportDamage(io, damage),
      onProgress(read, total) {
        if (total > shownFrom) progress.show(`reading ${read} of ${total} recordings`)
      },
    })
  } catch (error) {
    throw new RingbackError('recordings-unreadable', messageOf(error), { remedy: recordFirst, cause: error })
  } finally {
    progress.clear()
  }
}

/** Fewer files are read too soon for a line of progress. */
const shownFrom = 500
