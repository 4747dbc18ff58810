import '@ringback/common/require-node'

export { assertMigrated, migratePostgres } from './migrate.ts'
export { openPostgresReader } from './postgres-reader.ts'
export { openPostgresStore } from './postgres-store.ts'
export { prunePostgres, type PrunedPostgres } from './prune.ts'
export type { PostgresSchema } from './schema.ts'
export { postgresStatistics, type PostgresStatistics } from './statistics.ts'
export { claimPostgresKey, postgresKey } from './store-key.ts'
