/** A file that is made, or that gets lines at its end; or one that is there and is left as it is. */
export type FileChange =
  | { readonly type: 'create'; readonly path: string; readonly text: string }
  | {
      readonly type: 'append'
      readonly path: string
      /** What is written at the end of the file, line breaks included. */
      readonly text: string
      /** The last lines of the file, to show where it goes. */
      readonly context: readonly string[]
    }
  /** `missing`: lines that the file would have, and has not; for its owner to add. */
  | { readonly type: 'keep'; readonly path: string; readonly missing: readonly string[] }
