import type { CallEvent } from '../simulation/events.ts'
import type { Leg } from '../legs/leg.ts'
import { describeEvent } from './describe-event.ts'

/** The events of a call as lines: the time since its start, the leg, what happened. */
export function timelineOf(events: readonly CallEvent[], leg: Leg): readonly string[] {
  const start = events[0]?.at ?? 0
  const names = new Map<string, string>([[leg.sid, 'caller']])
  return events.map((event) => {
    if (event.type === 'call-started' && event.callSid !== leg.sid) names.set(event.callSid, event.to)
    return `${clockText(event.at - start)} ${names.get(event.callSid) ?? event.callSid}: ${describeEvent(event)}`
  })
}

/** `0:03.250`: hours only when there are any. */
export function clockText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000)
  const minutes = Math.floor(milliseconds / 60_000) % 60
  const seconds = (milliseconds % 60_000) / 1000
  const padded = seconds.toFixed(3).padStart(6, '0')
  return hours === 0 ? `${minutes}:${padded}` : `${hours}:${String(minutes).padStart(2, '0')}:${padded}`
}
