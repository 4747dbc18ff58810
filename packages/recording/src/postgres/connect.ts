import { Pool } from 'pg'
import type { PostgresSchema } from './schema.ts'

/** How connections to a database are made. */
export interface ConnectOptions {
  /** As PostgreSQL's clients take it: `postgres://user:password@host/database`. Never print it. */
  readonly url: string
  /** The schema of the tables. Default: `ringback`. */
  readonly schema?: string | undefined
  /** What the database lists the connections as. */
  readonly name: string
  /** So many connections are made at most. */
  readonly most: number
  /** How long it may take to connect, in milliseconds. Default 10,000. */
  readonly connectMs?: number | undefined
  /** How long each statement may take, in milliseconds. Default: as long as it takes. */
  readonly statementMs?: number | undefined
}

/** Connections to a database, which are made as they are needed. */
export interface PostgresConnections {
  readonly where: PostgresSchema
  /** Ends them. A server that does not say goodbye is not waited for. */
  readonly close: () => Promise<void>
}

const defaultConnectMs = 10_000
/** A connection that nobody uses for so long is ended. */
const idleMs = 10_000
const closeMs = 1000

/** Makes connections to a database as they are needed. One that nobody uses keeps no process or thread from ending. */
export function connectPostgres(options: ConnectOptions): PostgresConnections {
  const { url, schema, name, most, connectMs = defaultConnectMs, statementMs } = options
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max: most,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs,
    idleTimeoutMillis: idleMs,
    keepAlive: true,
    allowExitOnIdle: true,
  })
  // One that breaks while nobody uses it is made anew with the next question, which tells if that fails.
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
