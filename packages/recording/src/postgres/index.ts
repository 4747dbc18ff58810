import '@ringback/common/require-node'

export { openCallTable } from './calls/open-call-table.ts'
export { connectPostgres, type ConnectOptions, type PostgresConnections } from './connect.ts'
export { connectionOf } from './connection-of.ts'
export { followPostgres, type FollowPostgresOptions } from './follow-exchanges.ts'
export { postgresLearnedValues } from './learned-values.ts'
export { assertMigrated, migratePostgres } from './migration/migrate.ts'
export { openPostgresOriginals, postgresOriginals } from './originals/open-originals.ts'
export {
  prunePostgresOriginals,
  type OriginalsCount,
  type PrunedOriginals,
  type PruneOriginalsOptions,
} from './originals/prune-originals.ts'
export { postgresNotes } from './notes/postgres-notes.ts'
export { openPostgresReader } from './reading/postgres-reader.ts'
export { openPostgresStore, type PostgresStoreOptions } from './postgres-store.ts'
export { refusalOf } from './refusal.ts'
export { postgresForgotten } from './removal/forgotten.ts'
export { openRemovableRecordings } from './removal/open-removable.ts'
export { prunePostgres, type PrunedPostgres } from './removal/prune-calls.ts'
export { openRotatableRecordings } from './rotation/open-rotatable.ts'
export type { PostgresSchema } from './schema.ts'
export { postgresStatistics, type PostgresStatistics } from './statistics.ts'
export { claimPostgresKey, postgresKey } from './store-key.ts'
