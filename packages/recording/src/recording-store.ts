import type { Exchange } from './exchange.ts'
import type { Recording } from './recording.ts'

/** What a store says when it was opened: what an earlier run had left behind. */
export interface Recovery {
  /** Exchanges found in the journal of a run that did not end cleanly, and now part of a recording. */
  readonly recovered: number
  /** Entries that could not be read, with the reason. Never silently dropped: they are kept aside. */
  readonly damaged: readonly { readonly where: string; readonly reason: string }[]
}

/** A place where recordings are kept. Every adapter passes the same law suite. */
export interface RecordingStore {
  /** What had to be recovered when the store was opened. */
  readonly recovery: Recovery
  /**
   * Keeps an exchange. The promise resolves when the exchange would survive a SIGKILL, and rejects with the
   * reason when it was not kept. Exchanges arrive redacted.
   */
  append(exchange: Exchange): Promise<void>
  /** The recordings, newest first. Read lazily. */
  list(): AsyncIterable<Recording>
  /** The recording of a call, by the CallSid of any of its legs; undefined when there is none. */
  read(callSid: string): Promise<Recording | undefined>
  /** Replaces the recording of a call (used by `replay --update`). */
  write(recording: Recording): Promise<void>
  /** Turns the journal into recordings and releases what is held. */
  close(): Promise<void>
}
