/** One page of the site. */
export interface Page {
  /** Below the site's root: `tasks/fuzz.md`. */
  readonly path: string
  readonly text: string
  /** The file of the repository that it was written in; generated pages have none. */
  readonly source?: string
}

/** The text of the first heading, without its code marks. */
export function titleOf({ path, text }: Page): string {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? path
}
