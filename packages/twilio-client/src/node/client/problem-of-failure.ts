import type { Problem } from '@ringback/recording'
import { twilioProblem } from '../../problem.ts'
import type { TransportFailure } from '../transport/transport-failure.ts'

/** What a failure to get an answer is to Twilio. A webhook that is given up is one that was not answered in time. */
export function problemOfFailure({ reason, message }: TransportFailure, url: string): Problem {
  return twilioProblem(reason === 'aborted' ? 'no-answer-in-time' : reason, `${url}: ${message}`)
}
