/** `ringback/recording/postgres`: recordings in PostgreSQL, over a pool of the package pg. */
import '@ringback/common/require-node'

export { openPostgresStore, type PostgresStoreOptions } from '@ringback/recording/postgres'
