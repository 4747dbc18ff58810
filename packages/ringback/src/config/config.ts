import type { WebhookKind } from '@ringback/catalog'
import type { Target } from '@ringback/proxy'

/** What `ringback.config.ts` may hold. An option of the same name on the command line wins. */
export interface RingbackConfig {
  /**
   * The app: its address, `http://127.0.0.1:3000`, `localhost:3000` or `3000`; for the commands that call it also the file
   * of a module that exports it, `./app.ts`.
   */
  readonly app?: string
  /**
   * Other apps, for some of the requests that `ringback record` forwards: by path, by number called (`to`) or by account. The
   * first one that a request is for gets it, and `app` gets the rest.
   */
  readonly targets?: readonly Target[]
  /** A folder of Twilio Functions, in place of `app`: that of the project, or `functions/` itself. */
  readonly functions?: string
  /** What Twilio requests and signs: `https://phone.example.com`. Default: the address of the request. */
  readonly publicUrl?: string
  /** The Voice URL of the number: whole, or its path. */
  readonly voiceUrl?: string
  /** The number's fallback URL: whole, or its path. */
  readonly voiceFallbackUrl?: string
  /** The number's status callback URL: whole, or its path. */
  readonly statusCallback?: string
  /** Your account's SID. It is not private: redaction leaves it as it is. */
  readonly accountSid?: string
  /** Your own numbers in E.164. They are not private: redaction leaves them as they are. */
  readonly ownNumbers?: readonly string[]
  /** The account's auth token. Better kept in the environment: TWILIO_AUTH_TOKEN. */
  readonly authToken?: string
  /** Several auth tokens: a list while they are rotated, or one for each account SID. The first one signs. */
  readonly authTokens?: readonly string[] | Readonly<Record<string, string | readonly string[]>>
  /** What the proxy does about X-Twilio-Signature. Default: `warn` with an auth token, else `off`. */
  readonly signature?: 'off' | 'warn' | 'require'
  /** What may pass without a signature under `signature: 'require'`: `GET:/health`, `/static/*`. */
  readonly allow?: readonly string[]
  /** Folder of the recordings, from the folder of this file. Default: `recordings`. */
  readonly recordings?: string
  /**
   * The database that recordings are in instead: `postgres://user@host/database`, with `?schema=<name>` for another schema than
   * `ringback`. A password is better kept in the environment: RINGBACK_STORE or PGPASSWORD.
   */
  readonly store?: string
  /** The share of the calls that `ringback record` records, from 0 to 1: 0.1 for every tenth call. Everything is forwarded. */
  readonly sample?: number
  /** The webhook kinds that `ringback record` records. Everything is forwarded. Default: every kind. */
  readonly only?: readonly WebhookKind[]
  /** False keeps recordings as they are: never commit those. */
  readonly redact?: boolean
  /** False: no sealed originals are kept beside redacted recordings. Default: true. */
  readonly originals?: boolean
  /** How many processes of `ringback record` carry calls; `auto`: one less than there are processors. Default: 1. */
  readonly workers?: number | 'auto'
  /** The port of `ringback record` for probes and metrics. Default: none. */
  readonly adminPort?: number
  /** The address that it listens on. Default: 127.0.0.1. */
  readonly adminHost?: string
  /** For how many seconds `ringback record` takes requests after a SIGTERM, not ready any more, before it drains. Default: 0. */
  readonly drainDelay?: number
  /** Parameters that redaction leaves alone, in Twilio's spelling. */
  readonly keep?: readonly string[]
  /** Values that are replaced wherever they stand, in any case and encoding: what only you know to be private. */
  readonly redactValues?: readonly string[]
  /** Regular expressions of JavaScript: what they match is replaced wherever it stands. */
  readonly redactPatterns?: readonly string[]
  /** A module whose default export changes an exchange before it is redacted: `./redact-hook.ts`, from the folder of this file. */
  readonly redactHook?: string
  /** Which URL of the app answers which webhook kind, where no TwiML leads to it. */
  readonly routes?: Readonly<Partial<Record<WebhookKind, string>>>
}

/** Types a configuration. Returns what it gets. */
export function defineConfig(config: RingbackConfig): RingbackConfig {
  return config
}
