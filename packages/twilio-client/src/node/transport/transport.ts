import type { Duplex } from 'node:stream'
import type { Headers } from '@ringback/recording'

/** One HTTP request as it is sent. */
export interface TransportRequest {
  readonly method: string
  /** Where the request goes: scheme and authority, `http://127.0.0.1:3000`. */
  readonly origin: string
  /** Path and query, byte for byte. */
  readonly target: string
  /** The public URL of the request. In-process transports show it to the app. */
  readonly publicUrl: string
  readonly headers: Headers
  readonly body: Uint8Array
  /** Time-out in milliseconds for the connection. */
  readonly connectTimeoutMs: number
  /** Time-out in milliseconds without a byte of the answer. */
  readonly readTimeoutMs: number
  /** Whether the certificate of the server must be valid. */
  readonly verifyTls: boolean
  /** Aborted when the answer is no longer needed. */
  readonly signal: AbortSignal
}

/** The head of an answer, and its body as it arrives. */
export interface TransportResponse {
  readonly status: number
  /** Order, case and repetitions as they were received. */
  readonly headers: Headers
  /** Ending the iteration early closes the connection. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * How a request reaches an app: over a socket, or by a call of the app's own function. `send` rejects with a
 * `TransportFailure` and with nothing else.
 */
export interface Transport {
  /** True when the app runs in this process and no port is open. */
  readonly inProcess: boolean
  send(request: TransportRequest): Promise<TransportResponse>
  /** A connection to the app for a WebSocket; absent when the app can only be reached on its port. */
  readonly connect?: () => Duplex
  /** Releases what the transport opened. Never closes the app. */
  close(): Promise<void>
}
