import { hasSpool } from '@ringback/redaction/node'
import type { Io } from '../shell/io.ts'

/**
 * Records what a recorder has left sealed in the spool of a folder, before a command reads it. Says so when it cannot.
 * Throws a `WrongKeyError` when the key is not the one that the spool was sealed with.
 */
export async function settleFirst(recordings: string, io: Io): Promise<void> {
  if (!(await hasSpool(recordings))) return
  // Redaction takes time to load, and mostly nothing waits.
  const { settle } = await import('./settle.ts')
  await settle(recordings, io)
}
