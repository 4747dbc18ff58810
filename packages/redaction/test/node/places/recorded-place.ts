import type { Exchange, NotesStore } from '@ringback/recording'
import type {
  ForgetWhere,
  KeyRing,
  ObservedExchange,
  Originals,
  OriginalsOptions,
  RotatedKeys,
} from '@ringback/redaction/node'
import type { DirectOptions } from '../record-directly.ts'

/** Somewhere that exchanges are recorded with their originals: a folder or a database. */
export interface RecordedPlace {
  /** The folder of the recordings, or of this machine's state. */
  readonly recordings: string
  readonly ring: KeyRing
  readonly notes: NotesStore
  /** Where something is removed from. */
  readonly where: ForgetWhere
  /** Records as the settle worker does, in this thread. May be given the same again. */
  record(observed: readonly ObservedExchange[], options?: DirectOptions): Promise<void>
  /** What is recorded, in the order of the ids. */
  recorded(): Promise<readonly Exchange[]>
  open(options?: Partial<Pick<OriginalsOptions, 'ring' | 'onDamage'>>): Promise<Originals>
  /** The ids of the exchanges that have an original, in their order. */
  originals(): Promise<readonly string[]>
  /** Changes a byte of each original. */
  damage(): Promise<void>
  /** Removes the recordings alone, of these exchanges, as somebody does by hand. */
  loseRecordings(exchanges: readonly Exchange[]): Promise<void>
  /** Removes originals as `ringback originals prune` does; `before`: milliseconds since 1970. Returns how many files or rows. */
  prune(before: number | undefined, dryRun: boolean): Promise<number>
  /** Brings everything under the current key of a ring. `killed`: is asked before and after each step whether the process dies there. */
  rotate(ring: KeyRing, killed?: () => boolean): Promise<RotatedKeys>
  /** All bytes that are kept, as one text. */
  everything(): Promise<string>
}

/** Gives a new place, and removes it afterwards. */
export type InPlace = (use: (place: RecordedPlace) => Promise<void>) => Promise<void>

/** The ids of the exchanges of which `open` gives an original. */
export async function idsWithOriginal(
  place: Pick<RecordedPlace, 'recorded' | 'open'>,
): Promise<readonly string[]> {
  const originals = await place.open({ onDamage: () => undefined })
  const found = await Promise.all(
    (await place.recorded()).map(async (each) =>
      (await originals.originalOf(each)) === null ? [] : [each.id],
    ),
  )
  return found.flat()
}
