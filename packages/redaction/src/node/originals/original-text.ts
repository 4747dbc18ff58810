import { parseExchange, type Exchange } from '@ringback/recording'

/** Originals as they stand in a sealed file, by exchange id: one line of JSON each. */
export type OriginalLines = ReadonlyMap<string, string>

/** An exchange as it is recorded, and as it was. */
export interface SettledExchange {
  readonly recorded: Exchange
  /** The line of the original; undefined where it is not kept. */
  readonly original: string | undefined
}

/**
 * An exchange with its original; without one where nothing was redacted: it is its own original. The line is made at once: a text
 * waits to be written more cheaply than an object of many parts.
 */
export function settledExchange(recorded: Exchange, original: Exchange): SettledExchange {
  return { recorded, original: recorded.redaction === undefined ? undefined : lineOfOriginal(original) }
}

/** The line of an original. */
export function lineOfOriginal(original: Exchange): string {
  return JSON.stringify(original)
}

/** The text that is sealed: the lines in the order of the ids, each after its id. */
export function textOfOriginals(lines: OriginalLines): Buffer {
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1))
  return Buffer.from(sorted.map(([id, line]) => `${JSON.stringify(id)}\t${line}\n`).join(''))
}

/** Reads what `textOfOriginals` has written. */
export function originalsIn(text: Buffer): Map<string, string> {
  const lines = new Map<string, string>()
  for (const row of text.toString('utf8').split('\n')) {
    const end = row.indexOf('\t')
    if (end < 0) continue
    lines.set(String(JSON.parse(row.slice(0, end))), row.slice(end + 1))
  }
  return lines
}

/** The original in a line. */
export function originalInLine(line: string): Exchange {
  return parseExchange(JSON.parse(line))
}
