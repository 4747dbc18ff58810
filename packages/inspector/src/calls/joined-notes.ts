import { noNotes, type NotesView } from '../model/call-notes.ts'

/** The notes on calls that turned out to be one. */
export function joinedNotes(all: readonly NotesView[]): NotesView {
  if (all.length === 0) return noNotes
  return {
    tags: [...new Set(all.flatMap(({ tags }) => tags))],
    note: all
      .map(({ note }) => note)
      .filter((note) => note !== '')
      .join('\n'),
  }
}
