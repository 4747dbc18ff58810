import type { ProxyEvent } from '@ringback/proxy'
import type { Styles } from '../../../shell/styles.ts'
import { eventWords, type EventWords, type Piece } from './event-words.ts'

/** Below the beginning of a line with a time. */
const margin = '          '

/** The lines that the terminal shows for an event; undefined for events that say nothing to a person. */
export function eventLine(event: ProxyEvent, styles: Styles): string | undefined {
  const words = eventWords(event)
  switch (event.type) {
    case 'listening':
    case 'closed':
      return undefined
    case 'draining':
      return event.inFlight === 0 ? undefined : lineOf('  ', words, styles)
    case 'kept':
      return lineOf(`${styles.dim(event.startedAt.slice(11, 19))}  `, words, styles, 24)
    case 'recorded':
      return lineOf(margin, words, styles)
    default:
      return lineOf('  ', words, styles)
  }
}

/** `width`: that of the first piece, in characters. */
function lineOf(start: string, { pieces, below }: EventWords, styles: Styles, width = 0): string {
  const [first, ...others] = pieces
  const line = [
    first === undefined ? '' : painted(first, styles).padEnd(width),
    ...others.map((piece) => painted(piece, styles)),
  ]
  return [start + line.join('  '), ...below.map((piece) => margin + painted(piece, styles))].join('\n')
}

function painted({ text, paint }: Piece, styles: Styles): string {
  return paint === undefined ? text : styles[paint](text)
}
