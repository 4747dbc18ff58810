import type { Exchange, RedactionSummary } from './exchange.ts'

/** The version of the file format. A reader refuses a version it does not know. */
export const recordingVersion = 1

/** The exchanges of one call, all legs included, in order. */
export interface Recording {
  readonly version: typeof recordingVersion
  /** The CallSid of the first leg; null for exchanges that belong to no call (debugger events and the like). */
  readonly callSid: string | null
  /** How the legs hang together, the first leg first. */
  readonly legs: readonly Leg[]
  /** What redaction replaced, over all exchanges; absent when the recording was made with redaction off. */
  readonly redaction?: RedactionSummary
  readonly exchanges: readonly Exchange[]
}

/** One leg of a call. */
export interface Leg {
  readonly callSid: string
  readonly parentCallSid: string | null
}
