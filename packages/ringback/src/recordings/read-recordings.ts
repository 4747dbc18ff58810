import type { Recording } from '@ringback/recording'
import type { Io } from '../shell/io.ts'
import { listSelected, openReader, type Selection } from './select.ts'

/** Reads the recordings selected, oldest first. Throws a `RingbackError` when none fits. */
export async function readRecordings(selection: Selection, io: Io): Promise<readonly Recording[]> {
  const reader = await openReader(selection.directory, io)
  return [...listSelected(reader, selection)].flatMap((listed) => reader.read(listed) ?? [])
}
