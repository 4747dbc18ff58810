import type { Damage, Exchange, Parties } from '@ringback/recording'
import type { EndedSegment, SpoolPosition } from './spool-reader.ts'
import type { SetAside, SettledCount } from './batch/batch.ts'
import type { SettleSettings } from './settings.ts'
import type { StoreFailure } from '../store/store-failure.ts'
import type { StoreClock } from '../store/store-time.ts'

/** What a settle worker starts with. */
export interface SettleWorkerData {
  readonly settings: SettleSettings
  readonly poisonous: readonly SpoolPosition[]
  /** Where the worker notes which exchange it reads: see `position-board.ts`. */
  readonly board: SharedArrayBuffer
  /** Whether the calls' thread is busy: see `load-gauge.ts`. */
  readonly load: SharedArrayBuffer
  /** Who may still write to the spools. */
  readonly writers: SpoolWriters
  readonly wholeExchanges: WholeExchanges
  /** The clock of the store, where it was measured. */
  readonly clock: StoreClock | undefined
}

/**
 * Who writes to the spools of a folder: nobody any more; the process that holds the folder, to spool 0; or its worker processes,
 * each to a spool of its own from `first` on, but for those that have ended.
 */
export type SpoolWriters = 'none' | 'holder' | { readonly first: number; readonly ended: readonly number[] }

/** Of which recorded exchanges the whole is told: of none, of the last one of each step, or of all. */
export type WholeExchanges = 'none' | 'last' | 'all'

/** What a settle worker is told. */
export type SettleOrder =
  /** Nobody writes to the spools any more: settle the rest and end. */
  | { readonly type: 'finish' }
  /** Others write to them now. */
  | { readonly type: 'writers'; readonly writers: SpoolWriters }
  /** End after the current step. */
  | { readonly type: 'stop' }

/** A recorded exchange as far as a terminal shows it; everything is redacted. */
export type RecordedExchange = Pick<Exchange, 'id' | 'kind' | 'callSid'> &
  Parties & {
    readonly method: string
    /** Of the answer; null when there was none. */
    readonly status: number | null
    /** All of it, as it is in the store; absent where that was not asked for. */
    readonly exchange?: Exchange
  }

/** What a settle worker tells. */
export type SettleNews =
  | {
      readonly type: 'step'
      /** How many exchanges were settled of which segments: recorded, or set aside. */
      readonly settled: readonly SettledCount[]
      readonly recorded: readonly RecordedExchange[]
      readonly setAside: readonly SetAside[]
      readonly damage: readonly Damage[]
      readonly notes: readonly string[]
      readonly ended: readonly EndedSegment[]
    }
  /** The store does not take exchanges at the moment; they wait in the spool. Told at each try. */
  | ({ readonly type: 'store-failed' } & StoreFailure)
  /** How many exchanges wait in the spools, told when the store begins to fail. */
  | { readonly type: 'waiting'; readonly counts: readonly SettledCount[] }
  /** The clock of the store was measured. */
  | { readonly type: 'clock'; readonly clock: StoreClock }
  /** The worker ends; `isEmpty`: everything in the spool is recorded. */
  | { readonly type: 'finished'; readonly isEmpty: boolean }
