import '@ringback/common/require-node'

export { openPostgresStore, type PostgresStoreOptions } from './postgres-store.ts'
