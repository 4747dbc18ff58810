import { visible } from '@ringback/common'
import { debuggerCodeRow } from '@ringback/catalog'
import { describeEvent, type CallEvent } from '@ringback/simulator'
import type { Styles } from '../../shell/styles.ts'

/** Writes the events of a call as lines for a person; undefined for those that say nothing to one. */
export type EventLines = (event: CallEvent) => string | undefined

const hidden: ReadonlySet<CallEvent['type']> = new Set([
  'webhook-sent',
  'document',
  'verb',
  'waiting',
  'heard',
  'gathered',
  'leg-status',
  'media',
  'app-turn',
  'socket',
])

const byPeople: ReadonlySet<CallEvent['type']> = new Set(['pressed', 'spoke', 'hung-up'])

/** The lines of one call: the time, who, and what. It learns the names of the legs as they begin. */
export function createEventLines(styles: Styles): EventLines {
  const { bold, dim } = styles
  const names = new Map<string, string>()
  let caller: string | undefined
  return (happened) => {
    if (hidden.has(happened.type) && happened.type !== 'call-started') return undefined
    const event = visible(happened)
    if (event.type === 'call-started') {
      caller ??= event.callSid
      names.set(event.callSid, event.callSid === caller ? 'caller' : event.to)
    }
    const name = names.get(event.callSid) ?? event.callSid
    const isPerson = byPeople.has(event.type) && !(event.type === 'hung-up' && event.by === 'twilio')
    const who = isPerson ? bold(name) : name === 'caller' ? '' : dim(`to ${name}`)
    return `${dim(timeText(event.at))}  ${who === '' ? '' : `${who} `}${named(lineText(event, styles), names)}`
  }
}

/** The text with the names of legs in place of their SIDs. */
function named(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((line, [sid, name]) => line.replaceAll(sid, name), text)
}

function lineText(event: CallEvent, { cyan, dim, green, red, yellow }: Styles): string {
  if (event.type === 'said') return `"${event.text}"`
  if (event.type === 'problem') return (event.level === 'error' ? red : yellow)(problemText(event))
  if (event.type === 'webhook-answered') return dim(webhookText(event))
  if (event.type === 'pressed' || event.type === 'spoke') return cyan(describeEvent(event))
  if (event.type === 'bridged' || event.type === 'ended') return green(describeEvent(event))
  return describeEvent(event)
}

/** A webhook and its status. */
export function webhookText({
  exchanges,
  url,
  kind,
  status,
}: Extract<CallEvent, { type: 'webhook-answered' }>): string {
  const method = exchanges[0]?.request.method ?? ''
  return `${method} ${pathOf(url)}  ${kind}  ${status ?? 'no answer'}`
}

/** What Twilio's debugger would show, in a line. */
export function problemText({ level, twilioCode, message }: Extract<CallEvent, { type: 'problem' }>): string {
  const title = twilioCode === null ? undefined : debuggerCodeRow(twilioCode)?.title
  return `${level} ${twilioCode ?? ''}${title === undefined ? '' : ` ${title}:`} ${message}`.replace(
    '  ',
    ' ',
  )
}

/** `0:06.8`, minutes and seconds since the call began. */
export function timeText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  return `${minutes}:${((milliseconds % 60_000) / 1000).toFixed(1).padStart(4, '0')}`.padStart(7)
}

/** The path of a URL with its query. */
export function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/'
}
