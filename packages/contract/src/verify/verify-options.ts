import type { App } from '@ringback/twilio-client/node'
import type { Exchange, Shard } from '@ringback/recording'
import type { Redactor } from '@ringback/redaction'
import type { BrokerSource } from '../broker/broker-source.ts'
import type { StateHandlers } from '../signing-proxy/state-handlers.ts'
import type { PactFile, PactInteraction } from '../pact/pact.ts'

/** How an app is verified. */
export interface VerifyOptions {
  /**
   * Where the app is: a URL, host and port or port (`http://127.0.0.1:3000`, `localhost:3000`), or the app itself, which
   * is called without a port: an express app, a fastify instance, a node listener, a fetch handler.
   */
  readonly app: string | App
  /** Pacts, the paths of their files and folders, or a broker. */
  readonly pacts: string | readonly string[] | readonly PactFile[] | BrokerSource
  /** Signs each request. Without it nothing is signed, and no signature check can pass. */
  readonly authToken?: string
  /** What Twilio requests and signs. Default: the URL of the app. */
  readonly publicUrl?: string
  /** Bring the app into the provider states, by name. A state without a handler is taken as given. */
  readonly stateHandlers?: StateHandlers
  /**
   * Opens the original of an interaction that was recorded redacted: what Twilio really sent and the app really answered;
   * null where it is missing. Needs `redactor`. The original is then what is sent and compared, and the differences
   * are said in redacted terms. Without an original, a difference counts only where it was noted that the app answers the
   * redacted request alike; it is `not-comparable` elsewhere.
   */
  readonly originalOf?: (interaction: PactInteraction) => Exchange | null | Promise<Exchange | null>
  /** Redacts answers under the key of the recordings. Without it numbers and SIDs of recorded answers are not comparable. */
  readonly redactor?: Pick<Redactor, 'keyId' | 'redactAnswer' | 'redactExchange'>
  /** True: differences are also said with the real values, in `revealed`. Default: in redacted terms only. */
  readonly reveal?: boolean
  /** The part of the interactions to verify. */
  readonly shard?: Shard
  /** Interactions at a time. Default: 1 with state handlers, which share the app, and for small contracts; else 2. */
  readonly concurrency?: number
  /** Milliseconds that the app has for an answer. Default: 15,000, as with Twilio. */
  readonly timeoutMs?: number
  /** Ends the run after the interactions being verified. */
  readonly signal?: AbortSignal
}
