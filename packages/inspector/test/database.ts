import { startInspector, type Inspector, type InspectorOptions } from '@ringback/inspector'
import type { Exchange } from '@ringback/recording'
import {
  openCallTable,
  openPostgresOriginals,
  openPostgresStore,
  openRemovableRecordings,
  postgresForgotten,
  postgresNotes,
  type PostgresSchema,
} from '@ringback/recording/postgres'
import type { InspectedDatabase } from '../src/calls/database/database-index.ts'

/** Records exchanges, by several recorders at once. */
export async function recordInto(where: PostgresSchema, exchanges: readonly Exchange[]): Promise<void> {
  const stores = await Promise.all([1, 2, 3].map(async () => openPostgresStore(where)))
  await Promise.all(exchanges.map(async (exchange, at) => stores[at % stores.length]?.append(exchange)))
  for (const store of stores) await store.close()
}

/** What the inspector is given of a database. `folder`: what holds the state of this machine. */
export async function inspected(where: PostgresSchema, folder?: string): Promise<InspectedDatabase> {
  const name = 'postgres://db/test'
  const removal =
    folder === undefined
      ? undefined
      : {
          recordings: folder,
          database: {
            originals: await openPostgresOriginals(where),
            recordings: await openRemovableRecordings(where),
            forgotten: postgresForgotten(where),
            name,
          },
        }
  return { name, table: await openCallTable(where), notes: postgresNotes(where), removal }
}

/** Starts a page over a database. `folder`: as of {@link inspected}. */
export async function startPageOver(
  where: PostgresSchema,
  { folder, ...options }: Partial<InspectorOptions> & { readonly folder?: string } = {},
): Promise<Inspector> {
  return startInspector({
    directory: null,
    database: await inspected(where, folder),
    version: '1',
    ...options,
  })
}
