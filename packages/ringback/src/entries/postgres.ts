/** `ringback/recording/postgres`: recordings in PostgreSQL, over a pool of the package pg. */
import '../front-door/require-node.ts'

export { openPostgresStore, type PostgresStoreOptions } from '@ringback/recording/postgres'
