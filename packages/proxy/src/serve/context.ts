import type { Problem, SignatureCause } from '@ringback/recording'
import type { ProxyEvent, RefusedRequest } from '../events.ts'
import type { Clock, Limits, SignatureMode } from '../options.ts'
import type { Observed } from '../record/observed.ts'
import type { Selection } from '../selection/selection.ts'
import type { AllowList } from '../signature/allow-list.ts'
import type { Judge, SignedRequest } from '../signature/judge.ts'
import type { Directions } from '../targets/directions.ts'
import type { Tracing } from '../tracing/tracing.ts'
import type { PassedRequest } from '../traffic/traffic-count.ts'
import type { TrustForwarded } from './forwarded-origin.ts'

/** What every request is served with. */
export interface Context {
  /** Which app gets which request. */
  readonly directions: Directions
  readonly publicUrl: URL | undefined
  readonly trustForwarded: TrustForwarded
  readonly directSockets: boolean
  readonly signature: SignatureMode
  /** What may pass without a signature under `signature: 'require'`. */
  readonly allowList: AllowList
  readonly limits: Limits
  readonly clock: Clock
  /** Makes spans; undefined where there is no OpenTelemetry SDK. */
  readonly tracing: Tracing | undefined
  /** Whether bodies are kept for the recorder. */
  readonly recording: boolean
  /** Which of Twilio's exchanges are recorded; undefined: all. */
  readonly selection: Selection | undefined
  /** A new exchange id. */
  newId(): string
  readonly judge: Judge
  /** Finds out why a signature does not match; undefined when it did not look. */
  diagnose(request: SignedRequest): SignatureCause | undefined
  /** Takes an exchange of Twilio's to be recorded; never throws and never waits. */
  observe(observed: Observed): void
  /** An exchange of Twilio's is not among those that are recorded. */
  leaveOut(problem: Problem | null): void
  /** Counts a request that is through. */
  passed(request: PassedRequest): void
  /** A request was refused because it is not validly signed. */
  refused(request: RefusedRequest): void
  emit(event: ProxyEvent): void
  draining(): boolean
}
