import type { Recording } from '@ringback/recording'
import type { Io } from '../shell/io.ts'
import { listSelected, type Selection } from './select.ts'
import { withReader } from './with-reader.ts'

/** Reads the recordings selected, oldest first. Throws a `RingbackError` when none fits. */
export async function readRecordings(selection: Selection, io: Io): Promise<readonly Recording[]> {
  return withReader(selection.place, io, async (reader) => {
    const recordings: Recording[] = []
    for (const listed of await listSelected(reader, selection)) {
      const recording = await reader.read(listed)
      if (recording !== undefined) recordings.push(recording)
    }
    return recordings
  })
}
