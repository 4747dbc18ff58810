import type { WholeExchanges } from '../settle/messages.ts'
import type { SettleSettings } from '../settle/settings.ts'
import type { AppendFiles } from '../spool/append-file.ts'

/** How `openRecorder` records into a folder. */
export interface RecorderOptions extends SettleSettings {
  /** The file that the current key was read from; noted in the folder, so that other commands find it. */
  readonly keyFile?: string | undefined
  /** How many bytes may wait on disk to be recorded. Default 4 GiB. */
  readonly spoolLimitBytes?: number
  /** How many bytes may wait in memory for the disk. Default 32 MiB. */
  readonly memoryBytes?: number
  /** A segment of the spool that has grown beyond this is ended. Default 16 MiB. */
  readonly segmentBytes?: number
  /** For how long `close` goes on recording what is kept, in milliseconds. Default 1000. */
  readonly closeMs?: number
  /** When the worker starts to record, in milliseconds after the folder was opened. Default 50. */
  readonly settleAfterMs?: number
  /** Of which recorded exchanges the events tell the whole. Default: `none`. */
  readonly wholeExchanges?: WholeExchanges
  /** Default: the real file system's. */
  readonly files?: AppendFiles
}

/** The limits of a spool. */
export interface SpoolLimits {
  readonly limitBytes: number
  readonly memoryBytes: number
  readonly segmentBytes: number
}

/** The limits of each of so many spools that are written to at a time. */
export function spoolLimits(options: RecorderOptions, spools = 1): SpoolLimits {
  const { spoolLimitBytes = 4 * 2 ** 30, memoryBytes = 32 * 2 ** 20, segmentBytes = 16 * 2 ** 20 } = options
  const limitBytes = Math.floor(spoolLimitBytes / spools)
  // What is settled leaves the disk with its segment, and a segment that is written to stays.
  return { limitBytes, memoryBytes, segmentBytes: Math.min(segmentBytes, Math.ceil(limitBytes / 8)) }
}
