import { limits } from '@ringback/catalog'
import { messageOf, printableJson } from '@ringback/common'
import type { Walk, CallEvent, PersonScript, PhoneCall } from '@ringback/simulator'
import { count } from '../../format/count.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { mostRounds, watchEndlessPage } from './endless-page.ts'
import { createEventLines, pathOf } from './event-lines.ts'

/** A call that was made, and what the caller's script had to complain about. */
export interface MadeCall {
  readonly call: PhoneCall
  readonly complaint: string | undefined
  /** The page that the call would have heard again and again, until Twilio had ended it; the caller hung up there. */
  readonly endlessPage?: string | undefined
}

/** Seconds that a caller without further steps stays on a connection that the app keeps open. */
const longestConnection = 60

/**
 * Lets the call go through to its end, as fast as the app answers. On a stream or a relay that goes on, the caller hangs
 * up after a minute, and so he does where the app gives him the same document again and again.
 */
export async function runThrough(walk: Walk, person: PersonScript | undefined): Promise<MadeCall> {
  const endless = watchEndlessPage(walk.phone)
  const call = await walk.start()
  let complaint: string | undefined
  try {
    await person?.(call)
  } catch (error) {
    complaint = messageOf(error)
  }
  if (call.waitingFor()?.for === 'connect') {
    await call
      .sees(() => call.waitingFor()?.for !== 'connect', { within: longestConnection })
      .catch(() => undefined)
    if (call.waitingFor()?.for === 'connect') await call.hangup()
  }
  const isLost = (): boolean => endless.found() !== undefined
  if (!call.isOver()) await call.sees(isLost, { within: limits.callSeconds.default }).catch(() => undefined)
  const endlessPage = call.isOver() ? undefined : endless.found()
  if (endlessPage !== undefined) await call.hangup()
  await call.ends()
  return { call, complaint, endlessPage }
}

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
  return `${pathOf(url)} gave the same document ${mostRounds} times to a caller who did nothing, so the caller hung up. Twilio ends such a call after four hours.`
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
