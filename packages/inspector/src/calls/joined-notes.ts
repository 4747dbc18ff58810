import { mergedNotes } from '@ringback/recording'
import { noNotes, type NotesView } from '../model/call-notes.ts'

/** The notes on calls that turned out to be one. */
export function joinedNotes(all: readonly NotesView[]): NotesView {
  return all.reduce(mergedNotes, noNotes)
}
