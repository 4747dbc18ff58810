import { visible } from '@ringback/common'

/** How many characters a value takes in an answer: as JSON, and with what is invisible written as escapes. */
export function writtenLength(value: unknown): number {
  return JSON.stringify(visible(value)).length
}

/** The start of a text that takes at most so many characters in an answer; all of it where it fits. */
export function startThatFits(text: string, most: number): string {
  let start = text.slice(0, most)
  while (start !== '' && writtenLength(start) > most + 2) start = start.slice(0, Math.floor(start.length / 2))
  // No character is cut in halves.
  return start.length < text.length && start.length > 1 ? start.replace(/[\uD800-\uDBFF]$/, '') : start
}
