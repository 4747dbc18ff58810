import { printableJsonText } from '@ringback/common'
import type { ProxyEvent } from '@ringback/proxy'
import { pino } from 'pino'
import { eventWords, type Level } from './event-words.ts'

/** Writes one line of JSON for each event, as log collectors read them. */
export interface LogPrinter {
  event(event: ProxyEvent): void
  /** What is no event of the proxy. `fields` stand beside the text. */
  note(level: Level, text: string, fields?: Readonly<Record<string, unknown>>): void
}

/**
 * Log lines by pino: `level`, `time` (ISO 8601, UTC), `event`, the fields of the event, and `msg`, which is what a terminal shows. Of
 * unredacted exchanges (`redacted` false) they tell neither parties nor calls. `write` gets each line without its line break.
 */
export function createLogPrinter(redacted: boolean, write: (line: string) => void): LogPrinter {
  const logger = pino(
    {
      base: { name: 'ringback' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line) => write(printableJsonText(line.trimEnd())) },
  )
  return {
    event(event) {
      const told = loggable(event, redacted)
      const { level, pieces, below } = eventWords(told)
      const { type, ...fields } = told
      const first = pieces.map(({ text }) => text).join(' ')
      logger[level]({ event: type, ...fields }, [first, ...below.map(({ text }) => text)].join('. '))
    },
    note: (level, text, fields = {}) => logger[level](fields, text),
  }
}

/** An event as it may be logged: logs go to more readers than recordings. */
function loggable(event: ProxyEvent, redacted: boolean): ProxyEvent {
  if (event.type !== 'recorded') return event
  const { exchange: _, ...told } = event
  return redacted ? told : { ...told, callSid: null, from: null, to: null }
}
