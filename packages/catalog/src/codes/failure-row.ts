import type { DebuggerCode } from './error-code-row.ts'

/**
 * How far a connection was when it failed: `connect` until TCP stands (the name is resolved here), `tls` until the
 * handshake is done, `answer` afterwards.
 */
export type ConnectionStage = 'connect' | 'tls' | 'answer'

/** The name of a way in which a connection to an app fails. */
export type FailureReason =
  | 'host-not-found'
  | 'connect-timeout'
  | 'tcp-timeout'
  | 'connection-refused'
  | 'connection-failed'
  | 'tls-handshake'
  | 'certificate-mismatch'
  | 'certificate-expired'
  | 'certificate-untrusted'
  | 'protocol-violation'
  | 'no-answer-in-time'
  | 'total-timeout'
  | 'answer-cut-short'

/** One way in which a connection to an app fails. */
export interface FailureRow {
  /** What Twilio's debugger logs for it. */
  readonly twilioCode: DebuggerCode
  /** What it logs when the connection is the WebSocket of a Media Stream. */
  readonly streamCode: DebuggerCode
  readonly meaning: string
  /** The error codes of Node and its TLS library that stand for it. */
  readonly errorCodes: readonly string[]
  /** The only stage at which the error codes stand for it; at any when absent. */
  readonly stage?: ConnectionStage
}

/** Error codes of one form that stand for the same failure. */
export interface FailureFamily {
  readonly reason: FailureReason
  readonly pattern: RegExp
}
