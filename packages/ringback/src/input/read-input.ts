import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Io } from '../shell/io.ts'
import { messageOf, UserError } from '../shell/user-error.ts'

/**
 * The bytes of a file, or of stdin for `-` and for no name at all. Throws a `UserError` when the file cannot be
 * read, or when a terminal waits where a pipe is meant.
 */
export async function readInput(io: Io, file: string | undefined): Promise<Uint8Array> {
  // yargs makes an empty text of a lone `-`.
  if (file !== undefined && file !== '-' && file !== '') return readNamed(resolve(io.cwd, file))
  if (file === undefined && io.isTerminal.stdin) {
    throw new UserError('There is nothing to read.', 'Name a file, or pipe the input in: `... < file`.')
  }
  return buffer(io.stdin)
}

async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${messageOf(error)}`)
  }
}
