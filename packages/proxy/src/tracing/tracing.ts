import type { WebhookKind } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import type { RawHeaders } from '../forward/forwarder.ts'
import type { TrafficSource } from '../traffic/traffic.ts'

/** Makes a span of every request. Nothing of it ever throws. */
export interface Tracing {
  /** A request begins. The context that its fields carry is that of the span's parent. */
  begin(request: TracedRequest): RequestSpan
}

/** What is known of a request when its head was read. */
export interface TracedRequest {
  readonly method: string
  readonly target: string
  readonly headers: RawHeaders
}

/** The span of one request. */
export interface RequestSpan {
  /** These fields with the context of the span, for the app: `traceparent` and what else the SDK propagates. */
  headersFor(fields: RawHeaders): RawHeaders
  /** The request is through. A second call does nothing. */
  end(result: TracedResult): void
}

/** What became of a request. */
export interface TracedResult {
  readonly source: TrafficSource
  /** What the caller was answered; null when nothing was. */
  readonly status: number | null
  readonly problem: Problem | null
  /** Which webhook it was; asked only when the span is recorded. */
  readonly kind?: () => WebhookKind | null
}
