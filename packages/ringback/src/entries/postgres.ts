/** `ringback/recording/postgres`: recordings in PostgreSQL. Needs the package pg. */
import '../front-door/require-node.ts'
import type * as Postgres from '@ringback/recording/postgres'
import { importWithPeer } from '../front-door/optional-peer.ts'

const postgres = await importWithPeer(
  'pg',
  'ringback/recording/postgres',
  () => import('@ringback/recording/postgres'),
)

/** Opens a store of recordings in PostgreSQL. */
export const openPostgresStore: typeof Postgres.openPostgresStore = postgres.openPostgresStore
export type { PostgresStoreOptions } from '@ringback/recording/postgres'
