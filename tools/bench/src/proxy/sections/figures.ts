/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

/** Those of the same round, divided. */
export function ratios(values: readonly number[], bases: readonly number[]): readonly number[] {
  return values.map((value, round) => value / (bases[round] ?? NaN))
}

/** The rows of a table of Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
