import wrapAnsi from 'wrap-ansi'

/** Breaks a line at `columns`, with what follows indented; as it is where nothing limits it. Styles are kept. */
export function wrap(line: string, columns: number | undefined, indent: number): readonly string[] {
  if (columns === undefined) return [line]
  const width = Math.max(20, columns)
  const leadingSpaces = /^ */.exec(line)?.[0].length ?? 0
  const [first = '', ...rest] = wrapAnsi(line.trimStart(), width - Math.max(leadingSpaces, indent), {
    hard: true,
  }).split('\n')
  return [' '.repeat(leadingSpaces) + first, ...rest.map((text) => ' '.repeat(indent) + text)]
}
