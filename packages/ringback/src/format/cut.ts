import { brokenLines } from './broken-lines.ts'
import { isPlain } from './plain.ts'

/** The start of a text that fits into `width` columns. Styles are kept and closed. */
export function cut(text: string, width: number): string {
  if (isPlain(text)) return text.slice(0, width)
  return brokenLines(text, width, { hard: true, wordWrap: false, trim: false })[0] ?? ''
}
