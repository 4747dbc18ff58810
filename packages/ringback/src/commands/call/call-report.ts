import { printableJson } from '@ringback/common'
import {
  endlessPageRounds,
  type CallEvent,
  type MadeCall,
  type PhoneCall,
  type Walk,
} from '@ringback/simulator'
import { count } from '../../format/count.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { createEventLines, pathOf } from './event-lines.ts'

type Format = 'pretty' | 'json' | 'ndjson'

/** Prints events as they happen, in the formats that go line by line. Returns how to stop. */
export function printEvents({ phone }: Walk, format: Format, io: Io): () => void {
  if (format === 'json') return () => undefined
  const lineOf = createEventLines(stylesFor(io, 'stdout'))
  return phone.simulation.log.listen((event) => {
    const line = format === 'ndjson' ? printableJson(event) : lineOf(event)
    if (line !== undefined) io.stdout.write(`${line}\n`)
  })
}

/** The call as one JSON document. */
export function callReport({ call, complaint, endlessPage }: MadeCall): object {
  const events = call.events()
  const ended = endOf(call)
  return {
    callSid: call.callSid,
    from: call.from,
    to: call.to,
    status: call.status(),
    seconds: ended?.seconds ?? 0,
    errors: errorsOf(events).map(({ twilioCode, code, message, at }) => ({ at, twilioCode, code, message })),
    ...(complaint !== undefined && { complaint }),
    ...(endlessPage !== undefined && { endlessPage }),
    transcript: call.transcript.split('\n'),
    timeline: call.timeline,
    events,
  }
}

/** The closing line. */
export function callSummary({ call, complaint, endlessPage }: MadeCall, io: Io): string {
  const { green, red, yellow } = stylesFor(io, 'stdout')
  const events = call.events()
  const webhooks = events.filter(({ type }) => type === 'webhook-sent').length
  const problems = events.filter((event) => event.type === 'problem')
  const errors = errorsOf(events).length
  const text = [
    `${call.status()} after ${endOf(call)?.seconds ?? 0} s`,
    count(webhooks, 'webhook'),
    count(errors, 'error'),
    count(problems.length - errors, 'warning'),
  ].join(', ')
  const isGood = errors === 0 && complaint === undefined
  return [
    isGood ? green(text) : red(text),
    ...(complaint === undefined ? [] : [red(complaint)]),
    ...(endlessPage === undefined ? [] : [yellow(endlessText(endlessPage))]),
  ].join('\n')
}

function endlessText(url: string): string {
  return `${pathOf(url)} gave the same document ${endlessPageRounds} times to a caller who did nothing, so the caller hung up. Twilio ends such a call after four hours.`
}

/** What Twilio's debugger would log as errors. */
export function errorsOf(events: readonly CallEvent[]): readonly Extract<CallEvent, { type: 'problem' }>[] {
  return events.filter((event) => event.type === 'problem').filter(({ level }) => level === 'error')
}

function endOf(call: PhoneCall): Extract<CallEvent, { type: 'ended' }> | undefined {
  return call.events().find((event) => event.type === 'ended' && event.callSid === call.callSid) as
    | Extract<CallEvent, { type: 'ended' }>
    | undefined
}
