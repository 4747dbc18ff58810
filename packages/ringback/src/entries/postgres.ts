/** `ringback/recording/postgres`: recordings in PostgreSQL, over a pool of the package pg. */
import '@ringback/common/require-node'

export {
  assertMigrated,
  claimPostgresKey,
  followPostgres,
  migratePostgres,
  openPostgresOriginals,
  openPostgresReader,
  openPostgresStore,
  openRemovableRecordings,
  openRotatableRecordings,
  postgresKey,
  postgresStatistics,
  prunePostgres,
  prunePostgresOriginals,
  type FollowPostgresOptions,
  type OriginalsCount,
  type PostgresSchema,
  type PostgresStatistics,
  type PrunedOriginals,
  type PrunedPostgres,
  type PruneOriginalsOptions,
} from '@ringback/recording/postgres'
export type {
  ExchangeName,
  RemovableRecordings,
  RemovedExchange,
  RotatableRecordings,
  RotatedExchange,
  SealedOriginal,
  SealedOriginals,
} from '@ringback/recording'
