import type { ForgettableDatabase } from '@ringback/redaction/node'
import type { OpenStore } from './open-store.ts'

/**
 * What `forgetPerson` and `forgetRecording` remove something from, in a connected database.
 * @throws {RingbackError} `store-not-migrated`
 */
export async function forgettableDatabase({
  postgres,
  where,
  name,
}: OpenStore): Promise<ForgettableDatabase> {
  return {
    recordings: await postgres.openRemovableRecordings(where),
    originals: postgres.postgresOriginals(where),
    forgotten: postgres.postgresForgotten(where),
    name,
  }
}
