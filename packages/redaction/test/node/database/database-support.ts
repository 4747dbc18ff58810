import type { Exchange } from '@ringback/recording'
import { migratePostgres, openPostgresStore } from '@ringback/recording/postgres'
import type { RecorderOptions } from '@ringback/redaction/node'
import { startPostgresPool } from '@ringback/test-support/postgres-pool'
import { startTcpRelay, type TcpRelay } from '@ringback/test-support/tcp-relay'
import type { Pool } from 'pg'

/** A server of a test file's own. */
export interface TestServer {
  /** A schema with the tables of recordings. */
  readonly newDatabase: () => Promise<TestDatabase>
  readonly stop: () => Promise<void>
}

/** A schema of its own, with a relay in front of the server. */
export interface TestDatabase {
  /** Through the relay. Its time-out is short. */
  readonly store: NonNullable<RecorderOptions['store']>
  /** The same with a long time-out, for what tries once: a loaded machine may take its time. */
  readonly patientStore: NonNullable<RecorderOptions['store']>
  readonly relay: TcpRelay
  readonly pool: Pool
  readonly schema: string
  /** Every recorded exchange, in the order of the ids. */
  readonly recorded: () => Promise<Exchange[]>
  /** How many exchanges the lists count. */
  readonly counted: () => Promise<number>
}

/** Starts PostgreSQL. */
export async function startTestServer(): Promise<TestServer> {
  const postgres = await startPostgresPool()
  const { pool } = postgres
  const relays: TcpRelay[] = []
  return {
    async newDatabase() {
      const { schema } = await postgres.newSchema(migratePostgres)
      const relay = await startTcpRelay(Number(new URL(postgres.url).port))
      relays.push(relay)
      const url = relay.through(postgres.url)
      return {
        store: { url, schema, timeoutMs: 500 },
        patientStore: { url, schema, timeoutMs: 60_000 },
        relay,
        pool,
        schema,
        async recorded() {
          const store = await openPostgresStore({ pool, schema })
          const all: Exchange[] = []
          for await (const { exchanges } of store.list()) all.push(...exchanges)
          return all.sort((a, b) => (a.id < b.id ? -1 : 1))
        },
        async counted() {
          const { rows } = await pool.query<{ count: string }>(
            `select coalesce(sum(exchanges), 0) as count from ${schema}.legs`,
          )
          return Number(rows[0]?.count)
        },
      }
    },
    async stop() {
      await Promise.all(relays.map(async (relay) => relay.close()))
      await postgres.stop()
    },
  }
}
