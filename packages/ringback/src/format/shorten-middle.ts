import { widthOf } from './width-of.ts'

// The sequences that styles are made of: they take no room.
const escape = '\u001B'
const piece = new RegExp(`${escape}\\[[0-9;]*m|\\P{M}\\p{M}*`, 'gu')
// Plain text (`isPlain`) that is styled as a whole, as the cells of tables are.
const plainInStyles = new RegExp(`^((?:${escape}\\[\\d+m)*)([ -~→…]*)((?:${escape}\\[\\d+m)*)$`, 'u')

/** Text in at most `width` columns: its middle gives way to an ellipsis. Styles are kept. */
export function shortenMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const head = Math.ceil((width - 1) / 2)
  const tail = width - 1 - head
  const [, before = '', plain = '', after = ''] = plainInStyles.exec(text) ?? []
  if (plain !== '') return `${before}${plain.slice(0, head)}…${plain.slice(plain.length - tail)}${after}`
  const pieces = text.match(piece) ?? []
  const isStyle = (part: string): boolean => part.startsWith(escape)
  const start = taken(pieces, head, isStyle)
  const end = taken(pieces.toReversed(), tail, isStyle)
  return pieces
    .flatMap((part, index) => {
      if (isStyle(part) || index < start || index >= pieces.length - end) return [part]
      return index === start ? ['…'] : []
    })
    .join('')
}

/** How many pieces fit into a width. */
function taken(pieces: readonly string[], width: number, isStyle: (part: string) => boolean): number {
  let used = 0
  for (const [index, part] of pieces.entries()) {
    if (isStyle(part)) continue
    used += widthOf(part)
    if (used > width) return index
  }
  return pieces.length
}
