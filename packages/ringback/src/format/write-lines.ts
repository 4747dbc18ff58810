import type { Writable } from 'node:stream'

/** Characters that are written at once. */
const chunk = 65_536

/**
 * Writes lines as they come, many at once: a write for each of 50,000 takes longer than to make them. As bytes, since text
 * that waits for a slow reader is kept in all the pieces that it was put together from.
 */
export function writeLines(lines: Iterable<string>, output: Writable): void {
  let text = ''
  for (const line of lines) {
    text += `${line}\n`
    if (text.length < chunk) continue
    output.write(Buffer.from(text))
    text = ''
  }
  if (text !== '') output.write(Buffer.from(text))
}
