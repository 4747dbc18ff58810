import type { Exchange, RecordingStore } from '@ringback/recording'
import type { UpstreamTls } from './forward/connect.ts'
import type { TrustForwarded } from './serve/way-of.ts'

/** `warn`: the verdict is recorded; `require`: a request that is not validly signed gets 403. */
export type SignatureMode = 'off' | 'warn' | 'require'

export interface Limits {
  /** How long Twilio waits for the whole answer, in milliseconds. */
  readonly timeoutMs: number
  /** How long a connection to the app may take, in milliseconds. */
  readonly connectTimeoutMs: number
  /** The largest request body of Twilio's, in bytes; a larger one gets 413. */
  readonly bodyBytes: number
  /** How much of an answer's body is recorded, in bytes; all of it is forwarded. */
  readonly answerBytes: number
  /** How many bytes may wait for the store; what comes then is not recorded, and counted. */
  readonly queueBytes: number
  /** How long `close` waits for requests in flight and for the store, in milliseconds. */
  readonly drainMs: number
}

export const defaultLimits: Limits = {
  timeoutMs: 15_000,
  connectTimeoutMs: 5_000,
  bodyBytes: 2 * 1024 * 1024,
  answerBytes: 1024 * 1024,
  queueBytes: 64 * 1024 * 1024,
  drainMs: 15_000,
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds on a clock that never jumps. */
  tick(): number
}

export interface ProxyOptions {
  /** The upstream URL: where the app listens. A path is put in front of every request's. */
  readonly target: string
  /** How to talk TLS to an https upstream. */
  readonly tls?: UpstreamTls
  /** The URL under which Twilio reaches the proxy, and which it signs. Guessed from the request when absent. */
  readonly publicUrl?: string
  readonly host?: string
  /** 0, the default: any free port. */
  readonly port?: number
  /** The account's auth token; several while a new one is being promoted. */
  readonly authToken?: string | readonly string[]
  /** Default: `warn` with an auth token, `off` without. */
  readonly signature?: SignatureMode
  /** Where exchanges go; absent: nothing is recorded. The caller opens it and closes it, after the proxy. */
  readonly store?: RecordingStore
  /** Takes out what is private before an exchange is kept or shown. Needed with a store; `'off'` to keep all. */
  readonly redact?: ((exchange: Exchange) => Exchange | Promise<Exchange>) | 'off'
  /** Whose `X-Forwarded-*` fields are kept and extended; default: those of clients on this machine. */
  readonly trustForwarded?: TrustForwarded
  readonly limits?: Partial<Limits>
  readonly clock?: Clock
  /** A new exchange id: unique, and sorting by time as text. Default: `createExchangeIds` of @ringback/recording. */
  readonly newId?: () => string
}
