import { startThatFits } from './written.ts'

/** A text that takes at most `most` characters in an answer, followed by how much of it was cut. */
export function cutText(text: string, most: number): string {
  const start = startThatFits(text, most)
  return start.length === text.length
    ? text
    : `${start}… (${text.length - start.length} more characters were cut)`
}
