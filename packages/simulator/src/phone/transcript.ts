import type { CallEvent } from '../simulation/events.ts'
import type { Leg } from '../legs/leg.ts'
import { describeEvent } from './describe-event.ts'
import { clockText } from './timeline.ts'

const audible: ReadonlySet<CallEvent['type']> = new Set([
  'call-started',
  'said',
  'played',
  'twilio-content',
  'tones',
  'beep',
  'pressed',
  'spoke',
  'recorded',
  'dialled',
  'dial-ended',
  'bridged',
  'enqueued',
  'dequeued',
  'sms',
  'problem',
  'hung-up',
  'ended',
])

const byPeople: ReadonlySet<CallEvent['type']> = new Set([
  'pressed',
  'spoke',
  'hung-up',
  'ended',
  'call-started',
])

/** What was said and done on the legs of a call, line by line. */
export function transcriptOf(events: readonly CallEvent[], leg: Leg): string {
  const start = events[0]?.at ?? 0
  const names = new Map<string, string>([[leg.sid, 'caller']])
  const lines: string[] = []
  for (const event of events) {
    if (event.type === 'call-started' && event.callSid !== leg.sid) names.set(event.callSid, event.to)
    if (!audible.has(event.type)) continue
    const name = names.get(event.callSid) ?? event.callSid
    const who = byPeople.has(event.type) ? name : name === 'caller' ? 'Twilio' : `Twilio, to ${name}`
    lines.push(`${clockText(event.at - start)} ${who}: ${describeEvent(event)}`)
  }
  return lines.join('\n')
}
