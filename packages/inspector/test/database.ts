import type { Exchange } from '@ringback/recording'
import {
  migratePostgres,
  openCallTable,
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  postgresForgotten,
  postgresNotes,
  type PostgresSchema,
} from '@ringback/recording/postgres'
import { startPostgresPool } from '@ringback/test-support/postgres-pool'
import type { InspectedDatabase } from '../src/calls/database/database-index.ts'

/** A server with databases for recordings, for the tests of a file. */
export interface DatabaseServer {
  /** Tables without recordings. */
  readonly schema: () => Promise<PostgresSchema>
  readonly stop: () => Promise<void>
}

/** Starts one; it takes a few seconds. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const server = await startPostgresPool()
  const { pool } = server
  let schemas = 0
  return {
    async schema() {
      const where = { pool, schema: `recordings_${schemas++}` }
      await migratePostgres(where)
      return where
    },
    stop: async () => server.stop(),
  }
}

/** Records exchanges, by several recorders at once. */
export async function recordInto(where: PostgresSchema, exchanges: readonly Exchange[]): Promise<void> {
  const stores = await Promise.all([1, 2, 3].map(async () => openPostgresStore(where)))
  await Promise.all(exchanges.map(async (exchange, at) => stores[at % stores.length]?.append(exchange)))
  for (const store of stores) await store.close()
}

/** What the inspector is given of a database. `folder`: what holds the state of this machine. */
export async function inspected(where: PostgresSchema, folder?: string): Promise<InspectedDatabase> {
  const name = 'postgres://db/test'
  const removal =
    folder === undefined
      ? undefined
      : {
          recordings: folder,
          database: {
            originals: await openPostgresOriginals(where),
            recordings: await openRemovableRecordings(where),
            forgotten: postgresForgotten(where),
            name,
          },
        }
  return { name, table: await openCallTable(where), notes: postgresNotes(where), removal }
}
