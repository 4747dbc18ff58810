import { stripVTControlCharacters } from 'node:util'

/** Columns padded to their widest cell, two spaces between; the last column is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => width(row[column] ?? ''))),
  )
  return rows.map((row) => row.map((cell, column) => pad(cell, column, row, widths)).join('  ')).join('\n')
}

function pad(cell: string, column: number, row: readonly string[], widths: readonly number[]): string {
  if (column === row.length - 1) return cell
  return cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))
}

function width(cell: string): number {
  return stripVTControlCharacters(cell).length
}
