import type { InspectedDatabase } from '@ringback/inspector'
import type { RecordingsPlace } from '../recordings/place.ts'
import type { Io } from '../shell/io.ts'
import { forgettableDatabase } from './forgettable-database.ts'
import { openStoreForReading } from './with-keyed-store.ts'

/** A database that the page shows. */
export interface ShownDatabase {
  readonly database: InspectedDatabase
  /** Ends the connections; to be done after the page was closed. */
  readonly close: () => Promise<void>
}

/**
 * Opens a database for the page.
 * @throws {WrongKeyError} and {RingbackError} as `withKeyedStore` does.
 */
export async function openShownDatabase(
  { folder, store }: Required<RecordingsPlace>,
  io: Pick<Io, 'env'>,
): Promise<ShownDatabase> {
  const opened = await openStoreForReading(store, io)
  const { postgres, where, name, close } = opened
  const database = {
    name,
    table: await postgres.openCallTable(where),
    notes: postgres.postgresNotes(where),
    removal: { recordings: folder, database: await forgettableDatabase(opened) },
  }
  return { database, close }
}
