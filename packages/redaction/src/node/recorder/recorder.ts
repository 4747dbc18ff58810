import type { Damage } from '@ringback/recording'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import type { RecordedExchange } from '../settle/messages.ts'
import type { KeptExchange, NotKeptReason } from '../spool/spool-writer.ts'

/** Why an exchange is not recorded. `set-aside`: it is kept sealed, but cannot be redacted. */
export type NotRecordedReason = NotKeptReason | 'set-aside'

/** What happens in a recorder. Only `kept` and `not-recorded` hold what is private (the URL); never write them to disk. */
export type RecorderEvent =
  /** These are sealed in the spool, and survive the death of the process. */
  | { readonly type: 'kept'; readonly exchanges: readonly KeptExchange[] }
  /** These are redacted and in the store. Some may be of an earlier run. */
  | { readonly type: 'recorded'; readonly exchanges: readonly RecordedExchange[] }
  | {
      readonly type: 'not-recorded'
      readonly reason: NotRecordedReason
      readonly message: string
      readonly ids: readonly string[]
      readonly count: number
    }
  /**
   * How many are kept but not recorded yet, and for how long the oldest of them has been waiting, in milliseconds. Told when
   * that is more than 5 s, again after pauses that grow to a minute, and once when it is no more; the message says the same in words.
   */
  | { readonly type: 'lag'; readonly waiting: number; readonly ms: number; readonly message: string }
  | { readonly type: 'damage'; readonly damage: Damage }
  | { readonly type: 'warning'; readonly code: string; readonly message: string }

/** How many exchanges, since the recorder was opened. */
export interface RecorderCounts {
  readonly kept: number
  /** Of those kept since, and of those that an earlier run had left. */
  readonly recorded: number
  readonly notRecorded: number
}

/** What is kept and not recorded yet, of what this run has kept. */
export interface Waiting {
  /** How many exchanges. */
  readonly count: number
  /** For how long the oldest of them has been waiting, in milliseconds; 0 when none waits. */
  readonly oldestMs: number
}

/** Takes exchanges from those who observe them. */
export interface Recorder {
  /** Takes an exchange. Never waits and never throws. */
  take(observed: ObservedExchange): void
  /**
   * Now, in whole milliseconds since 1970, for the ids and times of exchanges: by the clock of the database that is recorded into, as
   * soon as it is known, so that exchanges of several machines are in order; else by the clock of this machine.
   */
  now(): number
  /** Calls back for every event from now on. */
  onEvent(listener: (event: RecorderEvent) => void): void
  readonly counts: RecorderCounts
  waiting(): Waiting
  /**
   * Seals what was taken and leaves. Recording goes on for at most `settleMs` milliseconds (default: `closeMs`); what is
   * left is sealed in the spool, and the next command that reads the recordings brings it in. Resolves to whether nothing
   * is left. A second call with `settleMs: 0` hurries the first.
   */
  close(options?: { readonly settleMs?: number }): Promise<boolean>
}
