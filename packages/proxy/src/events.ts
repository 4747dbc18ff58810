import type { Problem, SignatureCause, SignatureVerdict } from '@ringback/recording'
import type { NotRecordedReason as RecorderReason, RecordedExchange } from '@ringback/redaction/node'
import type { SignatureMode } from './options.ts'

/** Why an exchange is not in the store. */
export type NotRecordedReason = RecorderReason | 'store-failed' | 'store-slow' | 'redaction-failed'

/** A request that was refused because it is not validly signed: nothing of its query, fields and body is kept. */
export interface RefusedRequest {
  readonly method: string
  /** The class of its path: its first segment at most, see {@link pathClass}. */
  readonly path: string
  /** How long its body is, or as much of it as was read, in bytes. */
  readonly bodyBytes: number
  /** What it was answered; null when the caller was gone. */
  readonly status: number | null
  readonly verdict: SignatureVerdict
  /** What was found out about a signature that does not match. */
  readonly signatureCause?: SignatureCause
  readonly problem: Problem
}

/** How many of each, since the proxy was started. */
export interface ProxyCounts {
  /** Exchanges of Twilio's that were carried: kept, not recorded, left out or still on the way. */
  readonly exchanges: number
  /** Those that survive a SIGKILL. */
  readonly kept: number
  /** Those that are redacted and in the store, some of them perhaps of an earlier run. */
  readonly recorded: number
  readonly notRecorded: number
  /** Those that were not to be recorded, by `sample` and `only`. */
  readonly leftOut: number
  /** Exchanges with a problem. */
  readonly problems: number
  readonly otherTraffic: number
  /** Requests that were refused under `signature: 'require'`. */
  readonly refused: number
  readonly upgrades: number
  /** Requests being carried now. */
  readonly inFlight: number
}

/** What happens in the proxy. Nothing in an event is private: exchanges are redacted, of paths only the class is told. */
export type ProxyEvent =
  | {
      readonly type: 'listening'
      /** Where the proxy listens. */
      readonly url: string
      /** Where it forwards. */
      readonly upstream: string
      /** Where it forwards some of the requests, and which: `/billing`, `+14155550101`. */
      readonly targets?: readonly { readonly requests: string; readonly upstream: string }[]
      readonly publicUrl: string | null
      readonly signature: SignatureMode
      readonly recording: boolean
    }
  | {
      /**
       * An exchange is kept: it survives a SIGKILL and will be recorded. What is known of it before it is redacted, without
       * anything private.
       */
      readonly type: 'kept'
      readonly id: string
      /** ISO 8601, UTC. */
      readonly startedAt: string
      readonly method: string
      /** The class of its path, see {@link pathClass}. */
      readonly path: string
      /** What was answered; null when nothing was. */
      readonly status: number | null
      readonly ms: number
      readonly verdict: SignatureVerdict
      /** What was found out about a signature that does not match, or that the app refused. */
      readonly signatureCause?: SignatureCause
      readonly problem: Problem | null
      /** The app that it went to, without a `/` at its end. */
      readonly upstream: string
    }
  /** An exchange is redacted and in the store. Some may be of an earlier run. */
  | ({ readonly type: 'recorded' } & RecordedExchange)
  | {
      readonly type: 'not-recorded'
      readonly reason: NotRecordedReason
      readonly message: string
      readonly ids: readonly string[]
      /** How many were not recorded so far. */
      readonly total: number
    }
  /**
   * Recording is behind: so many exchanges are kept and not recorded yet, the oldest for so many milliseconds. Told when that is
   * more than 5 s, again after pauses that grow to a minute, and once when it is no more; `message` says the same in words.
   */
  | { readonly type: 'lag'; readonly waiting: number; readonly ms: number; readonly message: string }
  | {
      /** A request that is not Twilio's: forwarded, not recorded. */
      readonly type: 'other-traffic'
      readonly method: string
      readonly path: string
      readonly status: number | null
      readonly ms: number
      readonly problem: Problem | null
    }
  | ({
      /** A request was refused under `signature: 'require'`. It reaches neither the app nor the store. */
      readonly type: 'refused'
      /** How many were refused so far. */
      readonly total: number
    } & RefusedRequest)
  | {
      readonly type: 'upgrade'
      readonly state: 'opened' | 'refused' | 'failed' | 'closed'
      readonly path: string
      readonly verdict: SignatureVerdict
      readonly problem: Problem | null
    }
  /** From now on signatures are checked with other auth tokens. */
  | { readonly type: 'auth-tokens-changed' }
  | { readonly type: 'warning'; readonly code: string; readonly message: string }
  | { readonly type: 'draining'; readonly inFlight: number }
  | { readonly type: 'closed'; readonly counts: ProxyCounts }
