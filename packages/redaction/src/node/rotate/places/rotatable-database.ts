import type { LearnedValues, RotatableRecordings, SealedOriginals } from '@ringback/recording'
import type { OriginalsDatabase } from '../../originals/database/database-originals.ts'

/** A database whose recordings can be brought under another key. */
export interface RotatableDatabase extends OriginalsDatabase {
  readonly recordings: RotatableRecordings
  readonly originals: SealedOriginals
  /** What those who record into it tell each other. */
  readonly learned: LearnedValues
}
