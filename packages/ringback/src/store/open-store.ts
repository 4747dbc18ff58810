import { importPeer, messageOf, RingbackError } from '@ringback/common'
import type { PostgresConnections } from '@ringback/recording/postgres'
import type * as Postgres from './postgres.ts'
import type { StoreAddress } from './store-address.ts'

/** A connected database, and what can be done with it. */
export interface OpenStore extends PostgresConnections {
  readonly postgres: typeof Postgres
  /** The URL without its password. */
  readonly name: string
}

/**
 * Makes connections to a database as they are needed.
 * @throws {RingbackError} `peer-missing` when pg or kysely is not installed.
 */
export async function openStore({ url, schema, name }: StoreAddress): Promise<OpenStore> {
  const postgres = await importPeer(['pg', 'kysely'], () => import('./postgres.ts'))
  return { ...postgres.connectPostgres({ url, schema, name: 'ringback', most: 4 }), postgres, name }
}

/**
 * Connects to a database, and ends the connections afterwards.
 * @throws {RingbackError} `peer-missing`, or `store-unusable` when the database cannot be reached or refuses something.
 */
export async function withStore<Result>(
  address: StoreAddress,
  use: (store: OpenStore) => Promise<Result>,
): Promise<Result> {
  const store = await openStore(address)
  try {
    return await using(store, async () => use(store))
  } finally {
    await store.close()
  }
}

/**
 * Does something with a connected database.
 * @throws {RingbackError} `store-unusable` when the database cannot be reached or refuses something.
 */
export async function using<Result>(store: OpenStore, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw storeUnusable(store, error)
  }
}

/** What an error means that came up while a database was used; one that is not about the database is returned as it is. */
function storeUnusable({ name, postgres }: OpenStore, error: unknown): unknown {
  const isOfDatabase = error instanceof postgres.DatabaseError || isOfConnection(error)
  if (error instanceof RingbackError || !isOfDatabase) return error
  return new RingbackError('store-unusable', `The database ${name} cannot be used: ${messageOf(error)}`, {
    remedy: 'Check the URL given with --store, RINGBACK_STORE or `store`, and that the database is running.',
    cause: error,
  })
}

/** A refused, broken or overdue connection: an error of a socket, or one of pg's own, which have no code. */
function isOfConnection(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOfConnection)
  if (!(error instanceof Error)) return false
  if ('syscall' in error && ['connect', 'read', 'write', 'getaddrinfo'].includes(String(error.syscall)))
    return true
  return /^(?:connection terminated|timeout exceeded|client has encountered a connection error|the server does not support)/i.test(
    error.message,
  )
}
