import type { Problem, SignatureVerdict } from '@ringback/recording'
import type { RawHeaders } from '../forward/forwarder.ts'
import type { Upstream } from '../targets/directions.ts'
import type { BodyTee } from './body-tee.ts'

/** An exchange as it was seen on the wire, before it is read, judged and redacted. */
export interface Observed {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly startedAt: number
  readonly durationMs: number
  readonly method: string
  /** The public URL. */
  readonly url: string
  readonly headers: RawHeaders
  readonly body: BodyTee
  readonly answer: { readonly status: number; readonly headers: RawHeaders; readonly body: BodyTee } | null
  readonly problem: Problem | null
  /** The app that it went to. */
  readonly upstream: Pick<Upstream, 'url' | 'name'>
  /** Set when the signature had to be checked before the request was forwarded. */
  readonly verdict?: SignatureVerdict
}
