/** What needs the packages pg and kysely, which are installed only where recordings are kept in PostgreSQL. */
export { DatabaseError } from 'pg'
export * from '@ringback/recording/postgres'
