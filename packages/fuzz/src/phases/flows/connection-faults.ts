import { kindRow } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import type { CallEvent } from '@ringback/simulator'

/** A fault of a WebSocket that the app gave for a stream or a relay. */
export interface ConnectionFault {
  readonly finding: CheckFinding
  /** The position of the exchange whose TwiML opened the connection, among the exchanges of the call. */
  readonly exchange: number
}

const faultCodes = /^(?:stream|relay)-|^agent-silent$|^handoff-data$/

/**
 * What went wrong with the WebSockets of a call: refused, lost, closed with a complaint, messages that break the
 * protocol. A stream that the app closes in the ordinary way is none.
 */
export function connectionFaults(events: readonly CallEvent[]): readonly ConnectionFault[] {
  let exchanges = 0
  let opener = -1
  return events.flatMap((event): readonly ConnectionFault[] => {
    if (event.type === 'webhook-answered') {
      exchanges += event.exchanges.length
      if (kindRow(event.kind).synchronous) opener = exchanges - 1
    }
    if (event.type !== 'problem' || !faultCodes.test(event.code) || opener < 0) return []
    const { code, level, message, twilioCode } = event
    if (code === 'stream-closed' && level === 'warning') return []
    const finding = { code, severity: level, message, ...(twilioCode !== null && { twilioCode }) }
    return [{ finding, exchange: opener }]
  })
}
