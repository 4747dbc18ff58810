import { randomUUID } from 'node:crypto'
import { postgresLearnedValues } from '@ringback/recording/postgres'
import { messageOf, RingbackError, withoutCredentials } from '@ringback/common'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { measureClock } from './measure-clock.ts'
import { openDatabase, openTables } from './open-database.ts'
import type { RecordingDatabase } from './recording-database.ts'
import { storeFailureOf, type StoreFailure } from './store-failure.ts'
import { createStoreTime, type StoreClock } from './store-time.ts'

// Needs the packages pg and kysely: import it where a database is used alone.

/** What was found out about a database: what its clock shows and how the recorder is known in it, or why it cannot be used at the moment. */
export type DatabaseCheck =
  | { readonly clock: StoreClock; readonly recorder: string }
  | { readonly failure: StoreFailure }

/** Who waits for this carries no calls yet, in milliseconds. */
const mostMs = 3000

/**
 * Finds out whether a database takes the exchanges of a key, and makes the recorder known to the others that record into it. One that cannot be reached, or that has no room for a connection, may be
 * there later; what it refuses for good is thrown.
 * @throws {RingbackError} `store-not-migrated`, `wrong-redaction-key`, or `store-unusable` when it knows no such user, password or
 * database.
 */
export async function checkDatabase(database: RecordingDatabase, ring: KeyRing): Promise<DatabaseCheck> {
  const connections = openDatabase({ ...database, timeoutMs: Math.min(database.timeoutMs ?? mostMs, mostMs) })
  try {
    const store = await openTables(connections, database, { ring })
    await store.close()
    const clock = await measureClock(connections.where.pool)
    const recorder = randomUUID()
    // The others wait for it from now on, also while its settle worker is starting.
    await postgresLearnedValues(connections.where).add(recorder, [], createStoreTime(clock).now())
    return { clock, recorder }
  } catch (error) {
    if (error instanceof RingbackError) throw error
    if (isRefusedForGood(error)) {
      throw new RingbackError(
        'store-unusable',
        `The database ${withoutCredentials(database.url)} cannot be used: ${messageOf(error)}`,
        { remedy: 'Check user, password and name of the database in its URL.', cause: error },
      )
    }
    return { failure: storeFailureOf(error) }
  } finally {
    await connections.close()
  }
}

/** No such user or password, no such database, not allowed: what another try does not change. */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  const code = String(error.code)
  return code.startsWith('28') || code === '3D000' || code === '42501'
}
