/** What somebody has noted about a recorded call. */
export interface CallNotes {
  /** Each once, in order. */
  readonly tags: readonly string[]
  /** Free text; empty: none. */
  readonly note: string
}

/** Tags and notes are for people to read; no longer ones are kept. In characters. */
export const notesLimits: {
  readonly tags: number
  readonly tagLength: number
  readonly noteLength: number
} = {
  tags: 20,
  tagLength: 60,
  noteLength: 10_000,
}

/** What is wrong with notes, a sentence each; empty when they can be kept. */
export function notesProblems({ tags, note }: CallNotes): readonly string[] {
  const { tags: most, tagLength, noteLength } = notesLimits
  return [
    ...(tags.length > most ? [`There are ${tags.length} tags. A call can have ${most}.`] : []),
    ...(new Set(tags).size < tags.length ? ['A tag is there twice.'] : []),
    ...tags.flatMap((tag) => tagProblem(tag, tagLength)),
    ...(note.length > noteLength
      ? [`The note has ${note.length} characters. It can have ${noteLength}.`]
      : []),
  ]
}

function tagProblem(tag: string, most: number): readonly string[] {
  if (tag === '' || tag !== tag.trim())
    return [`The tag ${JSON.stringify(tag)} is empty or begins or ends with a space.`]
  if (tag.length > most) return [`A tag has ${tag.length} characters. It can have ${most}.`]
  return /[\p{Cc},]/u.test(tag)
    ? [`The tag ${JSON.stringify(tag)} has a comma or a control character in it.`]
    : []
}
