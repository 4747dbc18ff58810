import { withoutCredentials } from '@ringback/common'
import {
  claimPostgresKey,
  connectPostgres,
  openPostgresStore,
  type PostgresConnections,
} from '@ringback/recording/postgres'
import type { RecordingStore } from '@ringback/recording'
import { claimDatabaseKey } from '../keys/database-key.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { RecordingDatabase } from './recording-database.ts'

// Needs the packages pg and kysely: import it where a database is used alone.

const defaultTimeoutMs = 10_000
/** One for exchanges, and one for the clock. */
const mostConnections = 2

/** Makes connections to a database that exchanges are recorded into. */
export function openDatabase({
  url,
  schema,
  timeoutMs = defaultTimeoutMs,
}: RecordingDatabase): PostgresConnections {
  return connectPostgres({
    url,
    schema,
    name: 'ringback record',
    most: mostConnections,
    connectMs: timeoutMs,
    statementMs: timeoutMs,
  })
}

/**
 * Opens the tables, and notes the redaction key in them if none is noted.
 * @throws {RingbackError} `store-not-migrated` when they are not those that this version needs.
 * @throws {WrongKeyError} when another key is noted.
 */
export async function openTables(
  { where }: PostgresConnections,
  { url }: RecordingDatabase,
  { ring, forgottenRead }: { readonly ring: KeyRing; readonly forgottenRead?: () => string },
): Promise<RecordingStore> {
  const store = await openPostgresStore(where, { forgottenRead })
  await claimDatabaseKey(withoutCredentials(url), ring, async (keyId) => claimPostgresKey(where, keyId))
  return store
}
