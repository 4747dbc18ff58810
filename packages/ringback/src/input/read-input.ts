import { messageOf, RingbackError } from '@ringback/common'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Io } from '../shell/io.ts'

/**
 * The bytes of a file, or of stdin for `-` and for no name at all. Throws a `RingbackError` when the file cannot be
 * read, or when a terminal waits where a pipe is meant.
 */
export async function readInput(io: Io, file: string | undefined): Promise<Uint8Array> {
  if (file !== undefined && file !== '-') return readNamed(resolve(io.cwd, file))
  if (file === undefined && io.isTerminal.stdin) {
    throw new RingbackError('no-input', 'No input given.', {
      remedy: 'Name a file, or pipe the input in: ringback ... < file',
    })
  }
  return buffer(io.stdin)
}

async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new RingbackError('file-unreadable', `Cannot read ${path}: ${messageOf(error)}`, { cause: error })
  }
}
