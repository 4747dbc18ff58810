import type { PhoneCall } from '@ringback/simulator'

/** A call as the control routes show it. */
export interface CallState {
  readonly callSid: string
  readonly from: string
  readonly to: string
  readonly status: string
  readonly isOver: boolean
  /** What the call waits for: `gather`, `record`, `dial`, ...; null when nothing, or over. */
  readonly waitingFor: string | null
  readonly transcript: readonly string[]
}

/** The state of a call now. */
export function callStateOf(call: PhoneCall): CallState {
  return {
    callSid: call.callSid,
    from: call.from,
    to: call.to,
    status: call.status(),
    isOver: call.isOver(),
    waitingFor: call.waitingFor()?.for ?? null,
    transcript: call.transcript.split('\n'),
  }
}
