import { brokenLines } from './broken-lines.ts'

/** Breaks a line at `columns`, with what follows indented; as it is where nothing limits it. Styles are kept. */
export function wrap(line: string, columns: number | undefined, indent: number): readonly string[] {
  if (columns === undefined) return [line]
  const width = Math.max(20, columns)
  const leadingSpaces = /^ */.exec(line)?.[0].length ?? 0
  const room = width - Math.max(leadingSpaces, indent)
  const [first = '', ...rest] = brokenLines(line.trimStart(), room, { hard: true })
  return [' '.repeat(leadingSpaces) + first, ...rest.map((text) => ' '.repeat(indent) + text)]
}
