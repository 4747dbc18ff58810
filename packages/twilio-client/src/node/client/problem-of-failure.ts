import type { Problem } from '@ringback/recording'
import { twilioProblem } from '../../problem.ts'
import type { TransportFailure } from '../transport/transport-failure.ts'

/** The problem that Twilio reports for a failure. An aborted webhook counts as not answered in time. */
export function problemOfFailure({ reason, message }: TransportFailure, url: string): Problem {
  return twilioProblem(reason === 'aborted' ? 'no-answer-in-time' : reason, `${url}: ${message}`)
}
