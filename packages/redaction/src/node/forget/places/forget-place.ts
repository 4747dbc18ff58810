import type { Exchange, NotesAbout, Recording, RemovedExchange } from '@ringback/recording'
import type { ForgottenEntry } from '../late/forgotten-entry.ts'

/** Recordings out of which somebody can be forgotten. A folder and a database implement it; `forgetPerson` decides for both. */
export interface ForgetPlace {
  /**
   * The recordings that may name somebody, each call whole with all its legs: at least those that do. Of what belongs to no call, the
   * exchanges that may. A call may come twice.
   */
  lookedAt(sought: Sought): AsyncIterable<WithOriginals>
  /** The whole recording of an exchange; undefined when there is none. */
  with(exchange: Pick<Exchange, 'id' | 'startedAt'>): Promise<WithOriginals | undefined>
  /** The originals without a recording in which a text is one that is looked for, as far as they can be opened. */
  orphans(isReal: (text: string) => boolean): Promise<Orphans>
  /**
   * Removes exchanges with their originals: of a call all of its exchanges. What was interrupted can be repeated. Returns how many
   * originals there were.
   */
  remove(exchanges: readonly RemovedExchange[]): Promise<number>
  /**
   * Tells those who record, sealed, who is forgotten, so that what they took before is not recorded. Undefined without the key of the
   * recordings.
   */
  teller(): Promise<TellForgotten | undefined>
  /** Removes tags and notes; returns how many. */
  removeNotes(about: NotesAbout): Promise<number>
  close(): Promise<void>
}

/** Adds an entry to the list of who was forgotten. */
export type TellForgotten = (entry: Pick<ForgottenEntry, 'values' | 'calls'>) => Promise<void>

/** Who is looked for. */
export interface Sought {
  /** How the person may stand in recordings: the value given, and its pseudonyms. */
  readonly recorded: readonly string[]
  /** The value given, which may stand in originals. */
  readonly given: string
}

/** A recording and its originals. */
export interface WithOriginals {
  readonly recording: Recording
  /** By exchange id. `sealed`: it is there, and cannot be opened. */
  readonly originals: ReadonlyMap<string, Exchange | 'sealed'>
}

/** Originals without a recording. */
export interface Orphans {
  readonly count: number
  remove(): Promise<void>
}
