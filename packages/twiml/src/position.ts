/** A place in the source. Lines and columns start at 1, as in Twilio's debugger; the offset starts at 0. */
export interface Position {
  readonly line: number
  readonly column: number
  /** In UTF-16 code units, as JavaScript counts. */
  readonly offset: number
}

/** A function from offsets to positions in this source. */
export function positionsIn(source: string): (offset: number) => Position {
  const starts = lineStarts(source)
  return (offset) => {
    const line = lastIndexAtMost(starts, offset)
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1, offset }
  }
}

function lineStarts(source: string): number[] {
  const starts = [0]
  for (const match of source.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length)
  return starts
}

function lastIndexAtMost(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
