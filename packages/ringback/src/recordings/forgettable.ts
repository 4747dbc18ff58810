import type { ForgetWhere } from '@ringback/redaction/node'
import { forgettableDatabase } from '../store/forgettable-database.ts'
import { withStore } from '../store/open-store.ts'
import type { RecordingsPlace } from './place.ts'

/**
 * Opens what `forgetPerson` and `forgetRecording` remove something from: the folder, or the database, which is connected to meanwhile.
 * @throws {RingbackError} `peer-missing`, `store-not-migrated` or `store-unusable` of a database.
 */
export async function withForgettable<Result>(
  { folder, store }: RecordingsPlace,
  rest: Pick<ForgetWhere, 'ring' | 'onDamage' | 'onProgress'>,
  use: (where: ForgetWhere) => Promise<Result>,
): Promise<Result> {
  if (store === undefined) return use({ ...rest, recordings: folder })
  return withStore(store, async (opened) =>
    use({ ...rest, recordings: folder, database: await forgettableDatabase(opened) }),
  )
}
