import { importPeer, messageOf, RingbackError, withoutCredentials } from '@ringback/common'
import type { PostgresSchema } from '@ringback/recording/postgres'
import type { Io } from '../shell/io.ts'
import type * as Postgres from './postgres.ts'

/** The option that names the database. */
export const storeOption = {
  type: 'string',
  placeholder: '<url>',
  describe:
    'The database: postgres://user@host/database, with ?schema=<name> for another schema than ringback (default: RINGBACK_STORE)',
} as const

/** An open database, and what can be done with it. */
export interface OpenStore {
  readonly where: PostgresSchema
  readonly postgres: typeof Postgres
  /** The URL without its password. */
  readonly name: string
}

/**
 * Connects to the database of an option or of RINGBACK_STORE, and ends the connections afterwards.
 * @throws {RingbackError} `no-store`, `bad-store`, `peer-missing` or `store-unusable`, when it cannot be used.
 */
export async function withStore<Result>(
  option: string | undefined,
  { env }: Pick<Io, 'env'>,
  use: (store: OpenStore) => Promise<Result>,
): Promise<Result> {
  const { url, schema } = addressOf(option ?? env.RINGBACK_STORE)
  const postgres = await importPeer(['pg', 'kysely'], () => import('./postgres.ts'))
  const pool = new postgres.Pool({ connectionString: url, connectionTimeoutMillis: 10_000, max: 4 })
  // An idle connection that breaks is made anew with the next question, which tells if that fails.
  pool.on('error', () => undefined)
  const name = withoutCredentials(url)
  try {
    return await use({ where: { pool, ...(schema !== undefined && { schema }) }, postgres, name })
  } catch (error) {
    if (error instanceof RingbackError) throw error
    throw new RingbackError('store-unusable', `The database ${name} cannot be used: ${reasonOf(error)}`, {
      remedy: 'Check the URL given with --store or RINGBACK_STORE, and that the database is running.',
      cause: error,
    })
  } finally {
    await pool.end()
  }
}

function addressOf(given: string | undefined): { readonly url: string; readonly schema?: string } {
  if (given === undefined || given === '') {
    throw new RingbackError('no-store', 'No database was given.', {
      remedy: 'Set RINGBACK_STORE or pass --store postgres://user@host/database',
    })
  }
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !/^postgres(?:ql)?:$/.test(url.protocol) || url.hostname === '') {
    throw new RingbackError('bad-store', 'The database must be given as postgres://user@host/database.', {
      remedy: 'Correct --store or RINGBACK_STORE.',
    })
  }
  const schema = url.searchParams.get('schema')
  url.searchParams.delete('schema')
  return { url: url.href, ...(schema !== null && { schema }) }
}

/** A refused connection to a name with several addresses has an empty message. */
function reasonOf(error: unknown): string {
  const message = messageOf(error)
  return message === '' && error instanceof AggregateError ? messageOf(error.errors[0]) : message
}
