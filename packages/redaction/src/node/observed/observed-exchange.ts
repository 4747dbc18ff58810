import type { Problem, Provenance, SignatureCause, SignatureVerdict } from '@ringback/recording'

/** A body as it passed by. */
export interface ObservedBody {
  readonly bytes: Uint8Array
  /** Only its beginning was kept. */
  readonly truncated: boolean
}

/** An exchange as it was seen on the wire: nothing is parsed, unpacked or redacted yet. */
export interface ObservedExchange {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly durationMs: number
  readonly method: string
  /** The public URL. */
  readonly url: string
  /** Names and values in turn, as Node's `rawHeaders`. */
  readonly headers: readonly string[]
  readonly body: ObservedBody
  /** Null when no answer came back. */
  readonly answer: {
    readonly status: number
    readonly headers: readonly string[]
    readonly body: ObservedBody
  } | null
  readonly problem: Problem | null
  readonly signature: SignatureVerdict
  /** What was found out about a signature that did not match, or that the app refused. */
  readonly signatureCause?: SignatureCause
  readonly provenance: Provenance
  /** It was timed by the clock of this machine, since that of the store was not known yet; it is corrected when it is settled. */
  readonly isOwnTime?: true
  /** The app that it went to. It is told when the exchange is kept, and not kept itself. */
  readonly upstream?: string
}
