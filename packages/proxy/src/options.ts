import type { WebhookKind } from '@ringback/catalog'
import type { Exchange, RecordingStore } from '@ringback/recording'
import type { Recorder } from '@ringback/redaction/node'
import type { UpstreamTls } from './forward/connect.ts'
import type { TrustForwarded } from './serve/forwarded-origin.ts'
import type { TokensByAccount } from './signature/auth-tokens.ts'
import type { Target } from './targets/target.ts'

/**
 * `warn`: everything is forwarded and the verdict is recorded; `require`: whatever is not validly signed for the public URL
 * gets 403, unless `allow` names it.
 */
export type SignatureMode = 'off' | 'warn' | 'require'

/** What the proxy allows, in milliseconds and bytes. Where nginx has the same limit, its default is the default here. */
export interface Limits {
  /** How long Twilio waits for the whole answer, in milliseconds. For Twilio's requests only. */
  readonly timeoutMs: number
  /** How long a connection to the app may take, in milliseconds. */
  readonly connectTimeoutMs: number
  /** How long the head of a request may take, in milliseconds (nginx: `client_header_timeout`). */
  readonly headerTimeoutMs: number
  /** How long a whole request may take, in milliseconds; 0 for no limit (Node: `requestTimeout`). */
  readonly requestTimeoutMs: number
  /**
   * How long a caller may pause while it sends a body or reads an answer, in milliseconds (nginx: `client_body_timeout`,
   * `send_timeout`).
   */
  readonly callerIdleMs: number
  /** How long a connection without a request is kept, in milliseconds (nginx: `keepalive_timeout`). */
  readonly keepAliveMs: number
  /** How long an open WebSocket may be silent in both directions, in milliseconds (nginx: `proxy_read_timeout`). */
  readonly tunnelIdleMs: number
  /** How many connections of callers there may be at a time; further ones are closed (nginx: `worker_connections`). */
  readonly connections: number
  /** The largest head of a request, in bytes; a larger one gets 431. */
  readonly headerBytes: number
  /** The largest request body of Twilio's, in bytes; a larger one gets 413. */
  readonly bodyBytes: number
  /** How much of an answer's body is recorded, in bytes; all of it is forwarded. */
  readonly answerBytes: number
  /** How many bytes may wait for the store; what comes then is not recorded, and counted. */
  readonly queueBytes: number
  /** How long `close` waits for requests in flight and for the store, in milliseconds. */
  readonly drainMs: number
}

/** The limits that hold unless the options say otherwise. */
export const defaultLimits: Limits = {
  timeoutMs: 15_000,
  connectTimeoutMs: 5_000,
  headerTimeoutMs: 60_000,
  requestTimeoutMs: 300_000,
  callerIdleMs: 60_000,
  keepAliveMs: 75_000,
  tunnelIdleMs: 60_000,
  connections: 512,
  headerBytes: 64 * 1024,
  bodyBytes: 2 * 1024 * 1024,
  answerBytes: 1024 * 1024,
  queueBytes: 64 * 1024 * 1024,
  drainMs: 15_000,
}

/** Where the time comes from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds on a clock that never jumps. */
  tick(): number
}

/** What `startProxy` starts. */
export interface ProxyOptions {
  /** The URL of the app, to which everything is forwarded. A path is put in front of every request's. */
  readonly app: string
  /**
   * Other apps, for some of the requests: the first one that a request is for gets it, and `app` gets the rest. Where the
   * number called or the account decides, a form is held back until it is whole.
   */
  readonly targets?: readonly Target[]
  /** How to talk TLS to https apps. */
  readonly tls?: UpstreamTls
  /**
   * The URL under which Twilio reaches the proxy, and which it signs. Guessed from the request when absent; `signature:
   * 'require'` needs it.
   */
  readonly publicUrl?: string
  /** The address to listen on. Default: 127.0.0.1 */
  readonly host?: string
  /** 0, the default: any free port. */
  readonly port?: number
  /** The account's auth token; several while a new one is being promoted. */
  readonly authToken?: string | readonly string[]
  /**
   * More auth tokens: a list, or by the SID of the account that they belong to. A request that names such an account has to
   * be signed with its token.
   */
  readonly authTokens?: readonly string[] | TokensByAccount
  /** Other URLs of the app that are configured at Twilio: they help to find out why a signature does not match. */
  readonly knownUrls?: readonly string[]
  /** Default: `warn` with an auth token, `off` without. */
  readonly signature?: SignatureMode
  /**
   * What may pass unsigned under `signature: 'require'`: a path or, with `*` at its end, the beginning of paths, for GET and
   * HEAD (`/static/*`), for one method (`GET:/health`) or for a WebSocket (`upgrade:/media`). It is compared byte for byte;
   * a request target with `%`, `..` or `//` never passes.
   */
  readonly allow?: readonly string[]
  /**
   * Records into a folder (`openRecorder` of @ringback/redaction/node): exchanges are sealed on disk at once, and redacted
   * by a thread of their own. The proxy closes it. Without this and `store` nothing is recorded.
   */
  readonly recorder?: Recorder
  /**
   * Records into a store that this program holds, on the calls' own thread; what waits for it is in memory. The caller
   * closes it, after the proxy.
   */
  readonly store?: RecordingStore
  /**
   * The share of the calls that is recorded, from 0 to 1 (default: 1). Everything is forwarded. Which calls these are
   * depends on their CallSid alone, so that a call is recorded as a whole, by every proxy that carries a part of it.
   */
  readonly sample?: number
  /** Records webhooks of these kinds only. Everything is forwarded. */
  readonly only?: readonly WebhookKind[]
  /** Takes out what is private before an exchange is kept or shown. Needed with a store; `'off'` to keep all. */
  readonly redact?: ((exchange: Exchange) => Exchange | Promise<Exchange>) | 'off'
  /** Whose `X-Forwarded-*` fields are kept and extended; default: those of clients on this machine. */
  readonly trustForwarded?: TrustForwarded
  /**
   * Whether plain requests, which are nearly all of Twilio's, are carried from socket to socket (default). False: Node's HTTP
   * server reads every request, which takes about twice the processor time.
   */
  readonly directSockets?: boolean
  readonly limits?: Partial<Limits>
  /** Default: the time of the recorder, else that of this machine. */
  readonly clock?: Clock
  /** A new exchange id: unique, and sorting by time as text. Default: `createExchangeIds` of @ringback/recording. */
  readonly newId?: () => string
}
