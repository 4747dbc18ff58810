import { withoutCredentials } from '@ringback/common'
import { claimPostgresKey, openPostgresStore, type PostgresSchema } from '@ringback/recording/postgres'
import type { RecordingStore } from '@ringback/recording'
import { Pool } from 'pg'
import { claimDatabaseKey } from '../keys/database-key.ts'
import type { KeyRing } from '../keys/redaction-keys.ts'
import type { RecordingDatabase } from './recording-database.ts'

// Needs the packages pg and kysely: import it where a database is used alone.

/** Connections to the database of recordings. */
export interface OpenDatabase {
  readonly where: PostgresSchema
  /** Ends them. A server that does not say goodbye is not waited for. */
  close(): Promise<void>
}

const defaultTimeoutMs = 10_000
/** One for exchanges, and one for the clock. */
const mostConnections = 2
const closeMs = 1000

/** Makes connections to a database as they are needed. */
export function openDatabase({ url, schema, timeoutMs = defaultTimeoutMs }: RecordingDatabase): OpenDatabase {
  const pool = new Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    keepAlive: true,
    application_name: 'ringback record',
    // A connection that nobody uses does not keep the thread from ending.
    allowExitOnIdle: true,
  })
  // One that breaks is made anew with the next question, which tells if that fails.
  pool.on('error', () => undefined)
  return {
    where: { pool, ...(schema !== undefined && { schema }) },
    async close() {
      const timeUp = Promise.withResolvers<void>()
      const timer = setTimeout(timeUp.resolve, closeMs)
      await Promise.race([pool.end(), timeUp.promise])
      clearTimeout(timer)
    },
  }
}

/**
 * Opens the tables, and notes the redaction key in them if none is noted.
 * @throws {RingbackError} `store-not-migrated` when they are not those that this version needs.
 * @throws {WrongKeyError} when another key is noted.
 */
export async function openTables(
  { where }: OpenDatabase,
  { url }: RecordingDatabase,
  { ring, forgottenRead }: { readonly ring: KeyRing; readonly forgottenRead?: () => string },
): Promise<RecordingStore> {
  const store = await openPostgresStore(where, { forgottenRead })
  await claimDatabaseKey(withoutCredentials(url), ring, async (keyId) => claimPostgresKey(where, keyId))
  return store
}
