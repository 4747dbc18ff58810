import type { RecordingStore } from '@ringback/recording'
import type { PostgresSchema } from '@ringback/recording/postgres'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { openDatabase, openTables } from './open-database.ts'
import type { RecordingDatabase } from './recording-database.ts'

// Needs the packages pg and kysely: import it where a database is used alone.

export interface DatabaseSenderOptions {
  readonly database: RecordingDatabase
  /** Exchanges are redacted with its current key. */
  readonly ring: KeyRing
  /** The number of the last entry that was read of the list of who was forgotten. */
  readonly forgottenRead: () => string
  /** Is awaited before something is sent. */
  readonly beforeSending: () => Promise<void>
  /** Is told for how many milliseconds this thread had nothing to do while it waited for the database. */
  readonly onWaited: (ms: number) => void
}

/** Connections to a database that need not be there yet. */
export interface DatabaseSender {
  readonly where: PostgresSchema
  /** Sends something. `isNew`: whether the tables were looked at anew, since this is the first time or the time before has failed. */
  send<Result>(work: (tables: RecordingStore, isNew: boolean) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** Connects when something is sent, and again after each failure, so that tables and a key that have changed meanwhile are seen. */
export function createDatabaseSender({
  database,
  ring,
  forgottenRead,
  beforeSending,
  onWaited,
}: DatabaseSenderOptions): DatabaseSender {
  const connections = openDatabase(database)
  let tables: RecordingStore | undefined
  return {
    where: connections.where,
    async send(work) {
      await beforeSending()
      const idleBefore = idleMs()
      try {
        const isNew = tables === undefined
        return await work(
          (tables ??= await openTables(connections, database, { ring, forgottenRead })),
          isNew,
        )
      } catch (error) {
        tables = undefined
        throw error
      } finally {
        onWaited(idleMs() - idleBefore)
      }
    },
    close: async () => connections.close(),
  }
}

/** For how long this thread has had nothing to do so far. */
function idleMs(): number {
  return performance.eventLoopUtilization().idle
}
