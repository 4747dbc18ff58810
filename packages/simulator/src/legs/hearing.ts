import type { CallEvent } from '../simulation/events.ts'
import type { Simulation } from '../simulation/simulation.ts'
import type { Leg } from './leg.ts'

/** What a person has heard on a leg and not matched yet. */
export interface Hearing {
  /** Removes and returns the text that matches, with everything before it; undefined when nothing matches. */
  readonly take: (pattern: string | RegExp) => string | undefined
  /** The message for when nothing matched. */
  readonly complaint: (pattern: string | RegExp, withinSeconds: number) => string
}

/** Listens on a leg until the leg ends. Text that was said on it earlier counts too. */
export function createHearing({ log }: Simulation, leg: Leg): Hearing {
  const heard = (log.historyOf(leg.sid)?.events ?? [])
    .filter(({ callSid }) => callSid === leg.sid)
    .flatMap(audibleTexts)
  const stopListening = log.listenTo(leg.sid, (event) => heard.push(...audibleTexts(event)))
  leg.scope.onEnd(stopListening)
  return {
    take: (pattern) => takeHeard(heard, pattern),
    complaint(pattern, withinSeconds) {
      const when = leg.isOver ? 'before the call ended' : `within ${withinSeconds} s`
      const instead =
        heard.length === 0 ? 'Nothing was heard.' : `Heard: ${heard.map((text) => `"${text}"`).join(', ')}`
      return `${String(pattern)} was not heard ${when}. ${instead}`
    },
  }
}

function audibleTexts(event: CallEvent): readonly string[] {
  if (event.type === 'said' || event.type === 'heard') return [event.text]
  return event.type === 'played' || event.type === 'twilio-content' ? [event.url] : nothing
}

const nothing: readonly string[] = []

function takeHeard(heard: string[], pattern: string | RegExp): string | undefined {
  for (let count = 1; count <= heard.length; count += 1) {
    const last = heard[count - 1] ?? ''
    const text = [last, heard.slice(0, count).join(' ')].find((candidate) => matches(candidate, pattern))
    if (text === undefined) continue
    heard.splice(0, count)
    return text
  }
  return undefined
}

function matches(text: string, pattern: string | RegExp): boolean {
  return typeof pattern === 'string'
    ? text.includes(pattern)
    : new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, '')).test(text)
}
