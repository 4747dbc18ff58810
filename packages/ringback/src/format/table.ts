import stringWidth from 'string-width'
import { shortenMiddle } from './shorten-middle.ts'

/** Spaces between columns. */
const gap = 2
/** A cell is not made narrower than this. */
const narrowest = 8

/**
 * Columns padded to their widest cell; the last one is left as it is. With `width` the lines fit into that many columns:
 * the widest cells are shortened in the middle, so that a SID keeps both its ends.
 */
export function table(rows: readonly (readonly string[])[], width?: number): string {
  const natural: number[] = []
  for (const row of rows) {
    for (let column = 0; column < row.length; column += 1) {
      natural[column] = Math.max(natural[column] ?? 0, widthOf(row[column] ?? ''))
    }
  }
  const widths = width === undefined ? natural : fitted(natural, width - gap * (natural.length - 1))
  return rows.map((row) => lineOf(row, widths)).join('\n')
}

/** Written without helper lists: a list of 50,000 recordings takes 50,000 of these. */
function lineOf(row: readonly string[], widths: readonly number[]): string {
  let line = ''
  for (let column = 0; column < row.length; column += 1) {
    const most = widths[column] ?? 0
    const cell = row[column] ?? ''
    const shown = widthOf(cell) > most ? shortenMiddle(cell, most) : cell
    line += shown
    if (column < row.length - 1) line += ' '.repeat(Math.max(0, most - widthOf(shown)) + gap)
  }
  return line
}

/** Columns that a text takes. Plain text, of which there are many thousand cells, is not looked at letter by letter. */
function widthOf(text: string): number {
  return /^[ -~→…]*$/.test(text) ? text.length : stringWidth(text)
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
