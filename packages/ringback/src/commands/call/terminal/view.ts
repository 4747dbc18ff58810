import { printable } from '@ringback/common'
import type { CallEvent, Waiting } from '@ringback/simulator'
import { cut } from '../../../format/cut.ts'
import { widthOf } from '../../../format/width-of.ts'
import { wrap } from '../../../format/wrap.ts'
import type { Styles } from '../../../shell/styles.ts'
import { createEventLines, pathOf, timeText } from '../event-lines.ts'

/** The screen of an interactive phone: what is heard on the left, legs and webhooks at the side. */
export interface View {
  readonly take: (event: CallEvent) => void
  /** The screen at a moment of the call, in milliseconds since its beginning. */
  readonly screen: (moment: Moment) => readonly string[]
}

export interface Moment {
  readonly at: number
  readonly columns: number
  readonly rows: number
  readonly waiting: Waiting | undefined
  /** What is being typed to be said; undefined when nothing is. */
  readonly typing: string | undefined
  readonly isOver: boolean
}

/** How long a character takes to be said. */
const characterMs = 65
const sideWidth = 44
const narrowest = 90

/** An empty view. */
export function createView(styles: Styles): View {
  const { bold, dim, green, red } = styles
  const linesOf = createEventLines(styles)
  const story: { readonly text: string; readonly event: CallEvent }[] = []
  const legs = new Map<string, { name: string; status: string }>()
  const webhooks: string[] = []
  return {
    take(event) {
      if (event.type === 'call-started') {
        legs.set(event.callSid, { name: legs.size === 0 ? 'you' : printable(event.to), status: '' })
      }
      const leg = legs.get(event.callSid)
      if (event.type === 'leg-status' && leg !== undefined) leg.status = event.status
      if (event.type === 'webhook-answered') {
        const status = event.status ?? 'no answer'
        const paint = event.status !== null && event.status < 400 ? green : red
        webhooks.push(
          `${dim(timeText(event.at))} ${paint(String(status))} ${event.kind}`,
          dim(`          ${printable(pathOf(event.url))}`),
        )
        return
      }
      const text = linesOf(event)
      if (text !== undefined) story.push({ text, event })
    },
    screen({ at, columns, rows, waiting, typing, isOver }) {
      const hasSide = columns >= narrowest
      const width = hasSide ? columns - sideWidth - 3 : columns
      const height = rows - 3
      const left = story
        .flatMap(({ text, event }) => wrap(spokenSoFar(text, event, at), width, indent))
        .slice(-height)
      const right = [
        bold('Legs'),
        ...[...legs.values()].map(({ name, status }) => `${name}  ${dim(status)}`),
        '',
        bold('Webhooks'),
      ]
      const side = [...right, ...webhooks.slice(-Math.max(0, height - right.length))]
      const body = Array.from({ length: height }, (_, row) => {
        const main = left[row] ?? ''
        return hasSide
          ? `${padded(main, width)} ${dim('│')} ${cut(side[row] ?? '', sideWidth)}`
          : cut(main, width)
      })
      return [
        ...body,
        dim('─'.repeat(columns)),
        cut(promptLine(waiting, typing, isOver, styles), columns),
        cut(dim(help), columns),
      ]
    },
  }
}

const help = '0-9 * # keys   s say something   h hang up   Ctrl-C quit'

function promptLine(
  waiting: Waiting | undefined,
  typing: string | undefined,
  isOver: boolean,
  { bold, cyan }: Styles,
): string {
  if (typing !== undefined) return `${cyan('say:')} ${typing}▏`
  if (isOver) return bold('The call is over.')
  if (waiting === undefined) return ''
  return bold(
    waiting.for === 'gather'
      ? `Listening for ${waiting.input.join(' and ')}.`
      : `Waiting for ${waiting.for}.`,
  )
}

/** As much of a sentence as has been said by now. */
function spokenSoFar(text: string, event: CallEvent, at: number): string {
  if (event.type !== 'said') return text
  const said = Math.floor((at - event.at) / characterMs)
  const missing = event.text.length - said
  return missing <= 0
    ? text
    : text.replace(`"${event.text}"`, () => `"${event.text.slice(0, Math.max(0, said))}`)
}

/** Lines that belong to an event begin after its time. */
const indent = 9

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
