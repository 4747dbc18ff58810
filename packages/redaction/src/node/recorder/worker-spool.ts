import type { Durability } from '@ringback/recording/node'
import type { RedactionKeys } from '../keys/redaction-keys.ts'
import type { StoreClock } from '../store/store-time.ts'
import type { SpoolLimits } from './recorder-options.ts'

/** The spool that a worker process seals into: plain data, which a structured clone keeps. It holds keys: never write it to disk. */
export interface WorkerSpool extends SpoolLimits {
  readonly recordings: string
  /** The number of the spool. */
  readonly spool: number
  readonly keys: RedactionKeys
  readonly durability: Durability
  /** The part of what is in the folder's other spools that counts against the limit of this one. */
  readonly usedBytes: number
  /** Exchanges are timed by the clock of a database. */
  readonly isForDatabase: boolean
  /** What is known of the clock of the store. */
  readonly clock?: StoreClock
}

/** What a worker process is told about its spool. */
export type SpoolOrder =
  /** So many bytes left the disk; `segment`: with that segment of its spool. */
  | { readonly type: 'settled'; readonly segment?: number; readonly bytes: number }
  /** The folder was deleted: everything that is not settled has to be written anew. */
  | { readonly type: 'restore' }
  /** The clock of the store was measured. */
  | { readonly type: 'clock'; readonly clock: StoreClock }
