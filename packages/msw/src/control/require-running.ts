import type { PhoneCall } from '@ringback/simulator'
import { ControlError } from './control-error.ts'

/** Throws a ControlError with status 409 when a call is over. */
export function requireRunning(call: PhoneCall): void {
  if (!call.isOver()) return
  throw new ControlError(409, 'call-over', `Call ${call.callSid} is over: ${call.status()}.`, {
    remedy: 'Read its transcript to see how it ended, and place another call.',
    details: { transcript: call.transcript.split('\n') },
  })
}
