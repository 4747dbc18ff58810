import { notesProblems, type CallNotes } from './call-notes.ts'

/**
 * Notes with others added: nothing that somebody wrote gets lost, and what is there already is not repeated, so adding the same again
 * changes nothing. A note that goes on where the other one ends takes its place; else the lines that are missing come after it.
 */
export function mergedNotes(present: CallNotes, added: CallNotes): CallNotes {
  return {
    tags: [...new Set([...present.tags, ...added.tags])],
    note: mergedText(present.note, added.note),
  }
}

function mergedText(present: string, added: string): string {
  if (added.startsWith(present)) return added
  if (present.startsWith(added)) return present
  const known = new Set(present.split('\n'))
  return [present, ...added.split('\n').filter((line) => !known.has(line))].join('\n')
}

/** What became of notes that were added to others. */
export type AddedNotes = 'added' | 'known' | 'too-long'

/** The notes to keep when some are added, and what that comes to. Those that become too long stay as they were. */
export function notesWith(
  present: CallNotes | undefined,
  added: CallNotes,
): { readonly kept: CallNotes; readonly result: AddedNotes } {
  const before = present ?? { tags: [], note: '' }
  const merged = mergedNotes(before, added)
  const isSame = merged.note === before.note && merged.tags.length === before.tags.length
  if (isSame) return { kept: before, result: 'known' }
  return notesProblems(merged).length > 0
    ? { kept: before, result: 'too-long' }
    : { kept: merged, result: 'added' }
}
