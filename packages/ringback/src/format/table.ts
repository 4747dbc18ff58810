import { shortenMiddle } from './shorten-middle.ts'
import { widthOf } from './width-of.ts'

/** Spaces between columns. */
const gap = 2
/** A cell is not made narrower than this. */
const narrowest = 8

/**
 * Columns padded to their widest cell; the last one is left as it is. With `width` the lines fit into that many columns:
 * the widest cells are shortened in the middle, so that a SID keeps both its ends.
 */
export function table(rows: readonly (readonly string[])[], width?: number): string {
  return [...tableLines(rows, width)].join('\n')
}

/** The lines of a `table`, one after the other. Passes over the rows twice, since the widths come first, and keeps none. */
export function* tableLines(
  rows: Iterable<readonly string[]>,
  width?: number,
): Generator<string, undefined, undefined> {
  const natural: number[] = []
  // Of all cells: to measure them takes longer than to make them.
  const measured: number[] = []
  for (const row of rows) {
    for (let column = 0; column < row.length; column += 1) {
      const taken = widthOf(row[column] ?? '')
      measured.push(taken)
      natural[column] = Math.max(natural[column] ?? 0, taken)
    }
  }
  const widths = width === undefined ? natural : fitted(natural, width - gap * (natural.length - 1))
  let at = 0
  for (const row of rows) {
    yield lineOf(row, measured.slice(at, at + row.length), widths)
    at += row.length
  }
}

function lineOf(row: readonly string[], measured: readonly number[], widths: readonly number[]): string {
  let line = ''
  for (let column = 0; column < row.length; column += 1) {
    const most = widths[column] ?? 0
    const cell = row[column] ?? ''
    const taken = measured[column] ?? 0
    const shown = taken > most ? shortenMiddle(cell, most) : cell
    line += shown
    if (column === row.length - 1) continue
    line += ' '.repeat(Math.max(0, most - (taken > most ? widthOf(shown) : taken)) + gap)
  }
  return line
}

/** Takes a column at a time from the widest, until all fit. */
function fitted(natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural]
  for (let over = widths.reduce((sum, each) => sum + each, 0) - width; over > 0; over -= 1) {
    const widest = Math.max(...widths)
    if (widest <= narrowest) break
    widths[widths.indexOf(widest)] = widest - 1
  }
  return widths
}
