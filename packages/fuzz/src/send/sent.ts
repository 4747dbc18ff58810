import type { ProbedExchange, ProbeRequest } from '@ringback/checks'
import type { Exchange } from '@ringback/recording'

/** A request that was sent, with the answer to it. */
export interface Sent extends ProbedExchange {
  readonly sent: ProbeRequest
  /** As the recorder writes it, one exchange for each HTTP redirect. Made when asked for: most are never reported. */
  readonly exchanges: () => readonly Exchange[]
}

/** Sends a request to the app and says what came back. Does not reject for what the app does. */
export type SendRequest = (request: ProbeRequest) => Promise<Sent>
