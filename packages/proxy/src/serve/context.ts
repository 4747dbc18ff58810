import type { SignatureCause } from '@ringback/recording'
import type { ProxyEvent, RefusedRequest } from '../events.ts'
import type { Forwarder } from '../forward/forwarder.ts'
import type { Clock, Limits, SignatureMode } from '../options.ts'
import type { Observed } from '../record/observed.ts'
import type { AllowList } from '../signature/allow-list.ts'
import type { Judge, SignedRequest } from '../signature/judge.ts'
import type { TrustForwarded } from './forwarded-origin.ts'

/** What every request is served with. */
export interface Context {
  readonly upstream: URL
  readonly publicUrl: URL | undefined
  readonly trustForwarded: TrustForwarded
  readonly directSockets: boolean
  readonly signature: SignatureMode
  /** What may pass without a signature under `signature: 'require'`. */
  readonly allowList: AllowList
  readonly limits: Limits
  readonly clock: Clock
  readonly forwarder: Forwarder
  /** Whether bodies are kept for the recorder. */
  readonly recording: boolean
  /** A new exchange id. */
  newId(): string
  readonly judge: Judge
  /** Finds out why a signature does not match; undefined when it did not look. */
  diagnose(request: SignedRequest): SignatureCause | undefined
  /** Takes an exchange of Twilio's to be recorded; never throws and never waits. */
  observe(observed: Observed): void
  /** A request was refused because it is not validly signed. */
  refused(request: RefusedRequest): void
  emit(event: ProxyEvent): void
  draining(): boolean
}
