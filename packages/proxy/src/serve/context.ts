import type { SignatureVerdict } from '@ringback/recording'
import type { ProxyEvent } from '../events.ts'
import type { Forwarder, RawHeaders } from '../forward/forwarder.ts'
import type { Clock, Limits, SignatureMode } from '../options.ts'
import type { Observed } from '../record/observed.ts'
import type { TrustForwarded } from './way-of.ts'

/** A request as far as its signature is concerned. */
export interface SignedRequest {
  readonly method: string
  readonly url: string
  readonly headers: RawHeaders
  readonly body: Buffer
}

/** What every request is served with. */
export interface Context {
  readonly upstream: URL
  readonly publicUrl: URL | undefined
  readonly trustForwarded: TrustForwarded
  readonly signature: SignatureMode
  readonly limits: Limits
  readonly clock: Clock
  readonly forwarder: Forwarder
  /** Whether bodies are kept for the recorder. */
  readonly recording: boolean
  /** A new exchange id. */
  newId(): string
  judge(request: SignedRequest): SignatureVerdict
  /** Takes an exchange of Twilio's to be recorded; never throws and never waits. */
  observe(observed: Observed): void
  emit(event: ProxyEvent): void
  draining(): boolean
}
