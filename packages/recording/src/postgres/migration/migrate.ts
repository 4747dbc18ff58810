import { messageOf, RingbackError } from '@ringback/common'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator, type MigrationInfo } from 'kysely/migration'
import { connectionOf } from '../connection-of.ts'
import { migrationsFor } from './migrations.ts'
import { tablesIn, type PostgresSchema } from '../schema.ts'

/**
 * Creates the tables of recordings, or brings them to the state that this version needs. Comes back with the names of the
 * changes that were made; several programs may do it at once.
 * @throws {RingbackError} `migration-failed`; nothing is changed then.
 */
export async function migratePostgres(where: PostgresSchema): Promise<readonly string[]> {
  const { schema } = tablesIn(where.schema)
  return withMigrator(where, async (migrator) => {
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error !== undefined) {
      throw new RingbackError(
        'migration-failed',
        `The tables in the schema ${schema} cannot be changed: ${messageOf(error)}`,
        {
          cause: error,
        },
      )
    }
    return results.map(({ migrationName }) => migrationName)
  })
}

/**
 * Makes sure that the tables are those that this version needs.
 * @throws {RingbackError} `store-not-migrated` when changes are missing.
 */
export async function assertMigrated(where: PostgresSchema): Promise<void> {
  const { schema } = tablesIn(where.schema)
  const missing = await withMigrator(where, async (migrator) => missingIn(await migrator.getMigrations()))
  if (missing.length === 0) return
  throw new RingbackError(
    'store-not-migrated',
    `The tables in the schema ${schema} are not those that this version needs: ${missing.join(', ')} is missing.`,
    { remedy: 'Create or change them: ringback store migrate' },
  )
}

function missingIn(found: readonly MigrationInfo[]): readonly string[] {
  return found.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
}

async function withMigrator<Result>(
  { pool, schema }: PostgresSchema,
  use: (migrator: Migrator) => Promise<Result>,
): Promise<Result> {
  const names = tablesIn(schema)
  // The caller's pool is not ended.
  const connections = {
    options: pool.options,
    connect: async () => connectionOf(pool),
    end: async () => undefined,
  }
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: connections }) })
  const migrator = new Migrator({
    db: database,
    migrationTableSchema: names.schema,
    provider: { getMigrations: async () => migrationsFor(names) },
  })
  return use(migrator)
}
