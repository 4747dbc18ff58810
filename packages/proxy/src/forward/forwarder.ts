import type { FailureReason } from '@ringback/catalog'

/** Names and values in turn, as they stood on the wire: `[name, value, name, value]`. */
export type RawHeaders = readonly string[]

/** How the end of a request's body is told: no body, a Content-Length, or chunks. */
export type Framing = 'none' | 'length' | 'chunked'

/** A request on its way to the app. Its body follows through the {@link Forwarding}. */
export interface ForwardRequest {
  readonly method: string
  /** The request target exactly as it was received. */
  readonly target: string
  readonly headers: RawHeaders
  readonly framing: Framing
}

/** The status line and header fields of an answer. */
export interface AnswerHead {
  /** The x of HTTP/1.x. */
  readonly httpMinor: 0 | 1
  readonly status: number
  readonly reason: string
  readonly headers: RawHeaders
  /** `close`: the app ends the body by closing the connection. */
  readonly framing: Framing | 'close'
}

/** Where the app's answer goes. After `end` or `fail` nothing more is called. */
export interface AnswerSink {
  /** A 1xx answer: any number of them, before the head. False: wait for `Forwarding.resume` before sending more. */
  informational(head: AnswerHead): boolean
  head(head: AnswerHead): void
  /** False: wait for `Forwarding.resume` before sending more. */
  data(chunk: Buffer): boolean
  end(trailers: RawHeaders): void
  fail(failure: ForwardFailure): void
  /** The app takes more of the request's body. */
  drain(): void
}

/** What the sender of a request can do while it is on its way. */
export interface Forwarding {
  /** False: wait for `AnswerSink.drain` before writing more. */
  write(chunk: Buffer): boolean
  end(trailers: RawHeaders): void
  /** The answer may go on after `AnswerSink.data` returned false. */
  resume(): void
  /** Gives up: the connection to the app is torn down and the sink hears nothing more. */
  abort(): void
}

/** Why no complete answer came back. */
export interface ForwardFailure {
  /**
   * `connect`: no connection to the app; `tls`: connected, but no TLS session; `no-answer-head`: it closed without
   * answering anything; `cut-short`: it closed in the middle of its answer; `malformed`: it did not speak HTTP.
   */
  readonly stage: 'connect' | 'tls' | 'no-answer-head' | 'cut-short' | 'malformed'
  /** What Twilio would call it. */
  readonly reason: FailureReason
  readonly message: string
}

/** Carries requests to the app, byte for byte. */
export interface Forwarder {
  forward(request: ForwardRequest, sink: AnswerSink): Forwarding
  /** Tears down every connection, idle or not. */
  close(): void
}
