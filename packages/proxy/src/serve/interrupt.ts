import {
  clientStalled,
  problemOf,
  proxyClosed,
  requestTimeoutAnswer,
  type ErrorAnswer,
} from './error-answer.ts'
import { refuse } from './forward.ts'
import type { RequestInFlight } from './request-in-flight.ts'

/** A request turned out to be malformed after its head was read; returns false when its answer has begun. */
export function markMalformed(flight: RequestInFlight, error: ErrorAnswer): boolean {
  // Whose it was can no longer be told for sure, so it is recorded as Twilio's.
  flight.recognition = 'twilio'
  flight.problem ??= problemOf(error)
  flight.forwarding?.abort()
  return !flight.caller.answerBegun
}

/** Gives up on a caller that has neither sent nor read anything for `limits.callerIdleMs` while it was its turn. */
export function checkIdle(flight: RequestInFlight): void {
  const { caller, context } = flight
  const { clock, limits } = context
  const { progress } = caller
  if ((caller.bodyRead && !caller.isBlocked) || progress !== flight.progress) {
    flight.progress = progress
    flight.progressTick = clock.tick()
  }
  if (clock.tick() - flight.progressTick < limits.callerIdleMs) return
  if (!caller.bodyRead) {
    refuse(flight, requestTimeoutAnswer('limits.callerIdleMs', limits.callerIdleMs))
    return
  }
  flight.problem ??= clientStalled
  flight.forwarding?.abort()
  caller.destroy()
}

/** Tears both sides down. */
export function destroyFlight(flight: RequestInFlight): void {
  flight.problem ??= proxyClosed
  flight.forwarding?.abort()
  flight.caller.destroy()
}
