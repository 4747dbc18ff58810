import { Pool } from 'pg'
import { startPostgres } from './postgres.ts'

/** A schema of a database, and connections to it. */
export interface TestSchema {
  readonly pool: Pool
  readonly schema: string
}

/** A PostgreSQL server of a test's own, with connections to it. */
export interface TestPool {
  readonly pool: Pool
  /** Of a database without tables; the user may do anything. */
  readonly url: string
  /** A schema of its own. `prepare` makes the tables in it. */
  newSchema(prepare: (where: TestSchema) => Promise<unknown>): Promise<TestSchema>
  /** Ends the connections, stops the server and removes what it kept. */
  stop(): Promise<void>
}

/** Starts a server on 127.0.0.1. It takes a few seconds. */
export async function startPostgresPool(): Promise<TestPool> {
  const postgres = await startPostgres()
  const pool = new Pool({ connectionString: postgres.url, max: 8 })
  let schemas = 0
  // A server that stops while a connection is closing says goodbye to it, which is an error.
  const closed: Promise<unknown>[] = []
  pool.on('connect', (client) => void closed.push(new Promise((resolve) => void client.once('end', resolve))))
  return {
    pool,
    url: postgres.url,
    async newSchema(prepare) {
      schemas += 1
      const where = { pool, schema: `schema_${schemas}` }
      await prepare(where)
      return where
    },
    async stop() {
      await pool.end()
      await Promise.all(closed)
      await postgres.stop()
    },
  }
}
