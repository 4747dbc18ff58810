import { parseExchange, type Exchange } from '@ringback/recording'

/** Originals as they stand in a sealed file, by exchange id: one line of JSON each. */
export type OriginalLines = ReadonlyMap<string, string>

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
