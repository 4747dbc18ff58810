/** A text of at most `most` characters, followed by how much of it was cut. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most)}… (${text.length - most} more characters were cut)`
}
