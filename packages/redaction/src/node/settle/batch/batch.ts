import type { Exchange } from '@ringback/recording'
import type { ForgottenCheck } from '../../forget/late/forgotten-check.ts'
import type { KeyRing } from '../../keys/redaction-keys.ts'
import type { ObservedExchange } from '../../observed/observed-exchange.ts'
import type { SettledExchange } from '../../originals/original-text.ts'
import type { ReadProgress, SpoolPosition } from '../spool-reader.ts'

/** How exchanges are taken from the spools. */
export interface BatchOptions {
  readonly recordings: string
  readonly ring: KeyRing
  readonly redact: (exchange: Exchange) => Exchange
  /** Keeps the originals of what the store has taken; may be asked again for the same ones. */
  readonly keepOriginals?: (settled: readonly SettledExchange[]) => Promise<void>
  /** What is about somebody who was forgotten since it was taken is neither redacted nor recorded nor kept otherwise. */
  readonly forgotten?: ForgottenCheck
  /** Exchanges that are not read, since they ended the process before. */
  readonly poisonous: readonly SpoolPosition[]
  /** Is told of each exchange before it is read; of `undefined` afterwards. */
  readonly onReading: (position: SpoolPosition | undefined) => void
  /** Is awaited between two exchanges; resolves to whether the step goes on. What it has taken is settled in any case. */
  readonly betweenExchanges?: () => Promise<boolean>
}

/** How many exchanges were settled of a segment. */
export interface SettledCount {
  readonly spool: number
  readonly segment: number
  readonly exchanges: number
}

/** An exchange that is not recorded. */
export interface SetAside {
  readonly id: string
  /** Where it is kept, sealed. */
  readonly file: string
  readonly reason: string
}

/** What a step brings to light while it takes exchanges, and keeps them. */
export interface Progress extends ReadProgress {
  readonly recorded: Exchange[]
  readonly setAside: SetAside[]
  /** How many exchanges are not recorded, since who they are about was forgotten. */
  forgotten: number
}

/** Exchanges that were taken from the spools and redacted. */
export interface Batch {
  readonly settled: readonly TakenExchange[]
  readonly counts: readonly SettledCount[]
  readonly progress: Progress
}

/** An exchange that was redacted, and as it was read, for when the store refuses it. */
export interface TakenExchange extends SettledExchange {
  readonly observed: ObservedExchange
}
