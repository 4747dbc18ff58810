/** `ringback/recording/postgres`: recordings in PostgreSQL, over a pool of the package pg. */
import '@ringback/common/require-node'

export {
  assertMigrated,
  claimPostgresKey,
  followPostgres,
  migratePostgres,
  openPostgresReader,
  openPostgresStore,
  postgresKey,
  postgresStatistics,
  prunePostgres,
  type FollowPostgresOptions,
  type PostgresSchema,
  type PostgresStatistics,
  type PrunedPostgres,
} from '@ringback/recording/postgres'
