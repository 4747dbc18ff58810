import type { ProbedExchange, ProbeRequest } from '@ringback/checks'
import type { Exchange } from '@ringback/recording'

/** A request that was sent, with the answer to it. */
export interface Sent extends ProbedExchange {
  readonly sent: ProbeRequest
  /**
   * The exchanges in the format of the recorder, one for each HTTP redirect. Created on demand: most are never
   * reported.
   */
  readonly exchanges: () => readonly Exchange[]
}

/** Sends a request to the app and returns its answer. Does not reject because of anything that the app does. */
export type SendRequest = (request: ProbeRequest) => Promise<Sent>
