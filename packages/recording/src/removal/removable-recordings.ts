import type { Exchange } from '../exchange.ts'
import type { ExchangeName } from '../originals/sealed-originals.ts'
import type { NotesAbout } from '../notes/notes-about.ts'
import type { Recording } from '../recording.ts'

/** An exchange that is to be removed. */
export type RemovedExchange = Pick<Exchange, 'id' | 'startedAt' | 'callSid'>

/** Recordings of a store that can be searched and removed without reading all of them. */
export interface RemovableRecordings {
  /**
   * The recordings of exchanges that may hold one of some texts of ASCII letters and digits (see `mayHold`), each once: calls whole, of
   * what belongs to no call the exchanges that may. Without a text: all of them. Few are in memory at once.
   */
  holding(texts: readonly string[]): AsyncIterable<Recording>
  /** The recordings of some exchanges: calls whole, of what belongs to no call these exchanges. */
  of(exchanges: readonly ExchangeName[]): Promise<readonly Recording[]>
  /** The whole recording of an exchange; undefined when it is gone. */
  with(exchange: ExchangeName): Promise<Recording | undefined>
  /**
   * Removes exchanges with their originals: of a call all of its exchanges, also those that came since. Whoever is writing one of
   * them is waited for. Returns how many originals there were.
   */
  remove(exchanges: readonly RemovedExchange[]): Promise<number>
  /** Removes tags and notes that a text names somebody in, and those under the ids of exchanges. Returns how many. */
  removeNotes(about: NotesAbout): Promise<number>
}
