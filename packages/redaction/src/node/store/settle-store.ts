import type { Exchange } from '@ringback/recording'

/** Takes exchanges that were settled: the folder of the recordings, or a database. */
export interface SettleStore {
  /**
   * Keeps exchanges; what is there already stays as it is. Resolves to those that it can never take, with the reason. Rejects when
   * it does not take exchanges at the moment; some of them may be kept then, and all are given again.
   */
  keep(exchanges: readonly Exchange[]): Promise<readonly RefusedExchange[]>
  /** Releases what is held. */
  close(): Promise<void>
}

/** An exchange that a store can never take. */
export interface RefusedExchange {
  readonly id: string
  /** Tells nothing of what is in the exchange. */
  readonly reason: string
}
