import stringWidth from 'string-width'

// The sequences that styles are made of: they take no room.
const escape = '\u001B'
const piece = new RegExp(`${escape}\\[[0-9;]*m|\\P{M}\\p{M}*`, 'gu')

/** Text in at most `width` columns: its middle gives way to an ellipsis. Styles are kept. */
export function shortenMiddle(text: string, width: number): string {
  // A character takes two columns at most; most texts are far shorter than they may be.
  if (text.length * 2 <= width || stringWidth(text) <= width) return text
  const pieces = text.match(piece) ?? []
  const head = Math.ceil((width - 1) / 2)
  const tail = width - 1 - head
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
    used += stringWidth(part)
    if (used > width) return index
  }
  return pieces.length
}
