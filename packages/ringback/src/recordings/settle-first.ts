import { hasSpool } from '@ringback/redaction/node'
import type { Io } from '../shell/io.ts'
import type { RecordingsPlace } from './place.ts'

/**
 * Records what a recorder has left sealed in the spool of a folder, before a command reads it. Says so when it cannot. Where a database
 * is read, that is only what a recorder has left for a database.
 * Throws a `WrongKeyError` when the key is not the one that the spool was sealed with.
 */
export async function settleFirst({ folder, store }: RecordingsPlace, io: Io): Promise<void> {
  if (!(await hasSpool(folder))) return
  // Redaction takes time to load, and mostly nothing waits.
  const { settle } = await import('./settle.ts')
  await settle({ folder, ...(store && { store }) }, io)
}
