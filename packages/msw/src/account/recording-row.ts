import type { RecordingSource } from '@ringback/catalog'

/** A recording as the REST API knows it. */
export interface RecordingRow {
  readonly sid: string
  readonly callSid: string
  readonly startedAt: number
  conferenceSid: string | null
  updatedAt: number
  status: string
  /** Whole seconds; undefined while it runs. */
  seconds: number | undefined
  channels: number
  source: RecordingSource
  track: string
  /** Stops the recording, where the app may do that. */
  stop: (() => void) | undefined
}
