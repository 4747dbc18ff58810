import { isMissingFile, messageOf, RingbackError } from '@ringback/common'
import { openRegularFile } from '@ringback/recording/node'

/** A file of a project that is larger was not written by a person. */
const mostBytes = 1_048_576

/**
 * The text of a file of the project, without a byte order mark; undefined where there is none.
 * @throws {RingbackError} for what is no regular file, cannot be read, is larger than 1 MiB or holds no text.
 */
export async function readProjectFile(path: string): Promise<string | undefined> {
  const bytes = await bytesOf(path)
  if (bytes === undefined) return undefined
  if (bytes.length > mostBytes) {
    throw new RingbackError('project-file-too-large', `${path} is larger than 1 MiB; it was not read.`, {
      remedy: 'Is this the right folder? Pass the folder of your app: ringback init apps/voice',
    })
  }
  if (bytes.includes(0)) {
    throw new RingbackError('project-file-not-text', `${path} is not a text file in UTF-8.`, {
      remedy: 'Save it in UTF-8, and run the command again.',
    })
  }
  // Drops a byte order mark.
  return new TextDecoder().decode(bytes)
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    const handle = await openRegularFile(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes + 1), 0, mostBytes + 1, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isMissingFile(error) || isBelowFile(error)) return undefined
    if (error instanceof RingbackError) throw error
    throw new RingbackError('project-file-unreadable', `Cannot read ${path}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

/** What ought to be a folder above it is a file. */
function isBelowFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTDIR'
}
