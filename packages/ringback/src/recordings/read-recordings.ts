import type { Recording } from '@ringback/recording'
import type { Io } from '../shell/io.ts'
import { openRecordings, readSelected, type Selection } from './select.ts'

/** Opens a folder, reads the recordings selected, oldest first, and closes it. Throws a `RingbackError` when none fits. */
export async function readRecordings(selection: Selection, io: Io): Promise<readonly Recording[]> {
  const store = await openRecordings(selection.directory, 'read', io)
  try {
    return await readSelected(store, selection)
  } finally {
    await store.close()
  }
}
