import type { Recording } from '../recording.ts'
import type { CallCriteria, SearchedText } from './call-criteria.ts'

/** A call of the list. */
export interface CallEntry {
  /** The CallSid of the first leg; null for a day of exchanges without a call. */
  readonly callSid: string | null
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** The id of the first exchange. */
  readonly firstId: string
  readonly exchanges: number
  readonly problems: number
  readonly from: string | null
  readonly to: string | null
}

/** Where a call stands in the list. */
export type CallPlace = Pick<CallEntry, 'startedAt' | 'firstId'>

/** What a part of the list holds that matches, and where it ends. */
export interface SearchedPart {
  /** The ids of the first exchanges of the calls that match, the newest first. */
  readonly found: readonly string[]
  /** The last call of the part; null: the list ends in it. */
  readonly last: CallPlace | null
}

/** The list of calls of a database, the newest first. Everything is looked up in the database; nothing is kept in memory. */
export interface CallTable {
  /** Is another one after the list has changed; and shortly before, while what changes it is not committed yet. */
  changes(): Promise<string>
  count(criteria: CallCriteria): Promise<number>
  page(criteria: CallCriteria, offset: number, limit: number): Promise<readonly CallEntry[]>
  /** How many calls that match stand before a call; null when it does not match itself, or is gone. */
  placeOf(criteria: CallCriteria, firstId: string): Promise<number | null>
  /** Looks through a part of the list, so many calls from the one after `after` (null: from the start). */
  search(
    criteria: CallCriteria,
    text: SearchedText,
    part: { readonly after: CallPlace | null; readonly calls: number },
  ): Promise<SearchedPart>
  /** The calls that begin with these exchanges, as far as they are there, in any order. */
  named(firstIds: readonly string[]): Promise<readonly CallEntry[]>
  /** The recordings of the calls that begin with these exchanges, as far as they are there, in any order. */
  read(firstIds: readonly string[]): Promise<readonly Recording[]>
}
