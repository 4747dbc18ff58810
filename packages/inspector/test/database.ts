import type { Exchange } from '@ringback/recording'
import {
  migratePostgres,
  openCallTable,
  openPostgresStore,
  postgresNotes,
  type PostgresSchema,
} from '@ringback/recording/postgres'
import { startPostgres } from '@ringback/test-support/postgres'
import { Pool } from 'pg'
import type { InspectedDatabase } from '../src/calls/database/database-index.ts'

/** A server with databases for recordings, for the tests of a file. */
export interface DatabaseServer {
  /** Tables without recordings. */
  readonly schema: () => Promise<PostgresSchema>
  readonly stop: () => Promise<void>
}

/** Starts one; it takes a few seconds. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const postgres = await startPostgres()
  const pool = new Pool({ connectionString: postgres.url, max: 8 })
  const closed: Promise<unknown>[] = []
  // A server that stops earlier says goodbye to its connections, which is an error.
  pool.on('connect', (client) => void closed.push(new Promise((resolve) => void client.once('end', resolve))))
  let schemas = 0
  return {
    async schema() {
      const where = { pool, schema: `recordings_${schemas++}` }
      await migratePostgres(where)
      return where
    },
    async stop() {
      await pool.end()
      await Promise.all(closed)
      await postgres.stop()
    },
  }
}

/** Records exchanges, by several recorders at once. */
export async function recordInto(where: PostgresSchema, exchanges: readonly Exchange[]): Promise<void> {
  const stores = await Promise.all([1, 2, 3].map(async () => openPostgresStore(where)))
  await Promise.all(exchanges.map(async (exchange, at) => stores[at % stores.length]?.append(exchange)))
  for (const store of stores) await store.close()
}

/** What the inspector is given of a database. */
export async function inspected(where: PostgresSchema): Promise<InspectedDatabase> {
  return { name: 'postgres://db/test', table: await openCallTable(where), notes: postgresNotes(where) }
}
