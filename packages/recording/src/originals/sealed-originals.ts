import type { Exchange } from '../exchange.ts'

/** What names an exchange in a store. */
export type ExchangeName = Pick<Exchange, 'id' | 'startedAt'>

/** The original of an exchange, sealed. Nothing but the key opens it. */
export interface SealedOriginal extends ExchangeName {
  /** What the recorded exchange is found by: its CallSid, or the day of one without a call. */
  readonly leg: string
  /** The id of the key that opens it. */
  readonly keyId: string
  readonly sealed: Uint8Array
}

/** A place of sealed originals beside the exchanges of a store, one an exchange. It never sees what is sealed. */
export interface SealedOriginals {
  /** Keeps originals. One that is kept already stays; one whose exchange is not in the store (any more) is left out. */
  keep(originals: readonly SealedOriginal[]): Promise<void>
  /** Keeps originals in the place of those that are there. One whose exchange is not in the store is left out. */
  replace(originals: readonly SealedOriginal[]): Promise<void>
  /** The originals of exchanges, by their ids; those that have none are left out. */
  find(exchanges: readonly ExchangeName[]): Promise<ReadonlyMap<string, SealedOriginal>>
  /** All originals under some keys, oldest first, some at a time. `without-exchange`: only those whose exchange is gone. */
  pages(
    keyIds: readonly string[],
    which: 'all' | 'without-exchange',
  ): AsyncIterable<readonly SealedOriginal[]>
  /** Removes the originals of exchanges; returns how many there were. */
  remove(exchanges: readonly ExchangeName[]): Promise<number>
}
