/** What somebody has noted about a call, as the page shows it. */
export interface NotesView {
  readonly tags: readonly string[]
  /** Empty: none. */
  readonly note: string
}

/** Nothing noted. */
export const noNotes: NotesView = { tags: [], note: '' }

/** Whether two notes are the same. */
export function isSameNotes(one: NotesView, other: NotesView): boolean {
  return one.note === other.note && one.tags.join('\n') === other.tags.join('\n')
}
