import type { InspectedDatabase } from '@ringback/inspector'
import type { Io } from '../shell/io.ts'
import type { StoreAddress } from './store-address.ts'
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
export async function openShownDatabase(address: StoreAddress, io: Pick<Io, 'env'>): Promise<ShownDatabase> {
  const { postgres, where, name, close } = await openStoreForReading(address, io)
  const database = { name, table: await postgres.openCallTable(where), notes: postgres.postgresNotes(where) }
  return { database, close }
}
