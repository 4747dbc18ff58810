import wrapAnsi from 'wrap-ansi'

/** The start of a text that fits into `width` columns. Styles are kept and closed. */
export function cut(text: string, width: number): string {
  return wrapAnsi(text, width, { hard: true, wordWrap: false, trim: false }).split('\n', 1)[0] ?? ''
}
