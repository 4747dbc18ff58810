/** Which notes are to be removed. */
export interface NotesAbout {
  /** Whether a text, of tags and note or of the whole file, is one that is looked for. */
  readonly isAbout: (text: string) => boolean
  /** Notes under the ids of these exchanges are found whatever is in them. */
  readonly exchanges: ReadonlySet<string>
  /** True: nothing is removed. */
  readonly dryRun: boolean
}
