import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { RingbackError } from '@ringback/common'

// Opening a pipe would wait for somebody who writes to it. Windows has no such flag, and no such pipes in folders.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a regular file for reading.
 * @throws {RingbackError} `not-a-regular-file` for a directory, pipe or device: reading it might never end.
 */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const handle = await open(path, withoutWaiting).catch((error: unknown) => {
    throw isBrokenLink(path) ? notRegular(path) : error
  })
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw notRegular(path)
}

/** `openRegularFile` that blocks; returns the file descriptor. */
export function openRegularFileNow(path: string): number {
  const descriptor = openedNow(path)
  if (fstatSync(descriptor).isFile()) return descriptor
  closeSync(descriptor)
  throw notRegular(path)
}

/**
 * The bytes of a regular file.
 * @throws {RingbackError} `not-a-regular-file` for a directory, pipe or device: reading it might never end.
 */
export async function readRegularFile(path: string): Promise<Buffer> {
  const handle = await openRegularFile(path)
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

/** The text of a regular file, in UTF-8. Throws as `readRegularFile` does. */
export async function readRegularText(path: string): Promise<string> {
  return (await readRegularFile(path)).toString('utf8')
}

/** `readRegularFile` that blocks. */
export function readRegularFileNow(path: string): Buffer {
  const descriptor = openRegularFileNow(path)
  try {
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function openedNow(path: string): number {
  try {
    return openSync(path, withoutWaiting)
  } catch (error) {
    throw isBrokenLink(path) ? notRegular(path) : error
  }
}

/** Such a file is not missing: somebody has put a link in its place. */
function isBrokenLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

function notRegular(path: string): RingbackError {
  return new RingbackError(
    'not-a-regular-file',
    `${path} is not a regular file (a directory, pipe, socket, device or broken link); it was not read.`,
    { remedy: 'Move it away or delete it, and run the command again.' },
  )
}
