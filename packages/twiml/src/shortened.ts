/** The start of a text that came from outside, short enough for a message. */
export function shortened(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
