import { hasSpool } from '@ringback/redaction/node'
import type { Io } from '../shell/io.ts'
import type { RecordingsPlace } from './place.ts'

/**
 * Records what a recorder has left sealed in the spool of a folder, before a command reads it. Says so when it cannot. What waits for a
 * database is left to the recorder.
 * Throws a `WrongKeyError` when the key is not the one that the spool was sealed with.
 */
export async function settleFirst({ folder, store }: RecordingsPlace, io: Io): Promise<void> {
  if (store !== undefined) return
  if (!(await hasSpool(folder))) return
  // Redaction takes time to load, and mostly nothing waits.
  const { settle } = await import('./settle.ts')
  await settle(folder, io)
}
