import type { Damage, Exchange, Parties } from '@ringback/recording'
import type { SpoolPosition } from './settler.ts'
import type { SettleSettings } from './settings.ts'

/** What a settle worker starts with. */
export interface SettleWorkerData {
  readonly settings: SettleSettings
  readonly poisonous: readonly SpoolPosition[]
  /** Where the worker notes which exchange it reads: see `position-board.ts`. */
  readonly board: SharedArrayBuffer
  /** Whether the calls' thread is busy: see `load-gauge.ts`. */
  readonly load: SharedArrayBuffer
  /** Somebody may still write to the spool. */
  readonly isLive: boolean
  readonly wholeExchanges: WholeExchanges
}

/** Of which recorded exchanges the whole is told: of none, of the last one of each step, or of all. */
export type WholeExchanges = 'none' | 'last' | 'all'

/** What a settle worker is told. */
export type SettleOrder =
  /** Nobody writes to the spool any more: settle the rest and end. */
  | { readonly type: 'finish' }
  /** End after the current step. */
  | { readonly type: 'stop' }

/** A recorded exchange as far as a terminal shows it; everything is redacted. */
export type RecordedExchange = Pick<Exchange, 'id' | 'kind' | 'callSid'> &
  Parties & {
    /** All of it, as it is in the store; absent where that was not asked for. */
    readonly exchange?: Exchange
  }

/** What a settle worker tells. */
export type SettleNews =
  | {
      readonly type: 'step'
      /** The segment of the spool that these come from. */
      readonly segment: number
      readonly recorded: readonly RecordedExchange[]
      readonly setAside: readonly { readonly id: string; readonly file: string; readonly reason: string }[]
      readonly damage: readonly Damage[]
      readonly notes: readonly string[]
      readonly ended?: { readonly segment: number; readonly bytes: number }
    }
  /** The store does not take exchanges at the moment; they wait in the spool. */
  | { readonly type: 'store-failed'; readonly message: string }
  /** The worker ends; `isEmpty`: everything in the spool is recorded. */
  | { readonly type: 'finished'; readonly isEmpty: boolean }
