import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, RingbackError } from '@ringback/common'

/**
 * The folder inside a recordings folder that holds what guards and serves it: lock, spool, index. It never goes into
 * git. Because it is found through the recordings folder, all processes that use the folder agree on it, whatever
 * their working directory, container or host is.
 */
export function stateFolderOf(recordings: string): string {
  return join(recordings, '.ringback')
}

/** Makes the state folder with a `.gitignore` that keeps all of it out of git, and returns its path. */
export async function makeStateFolder(recordings: string): Promise<string> {
  const folder = stateFolderOf(recordings)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await makeGitIgnore(folder)
  return folder
}

/** Writes a file of the state folder, in one step; makes the folder when it is missing. `mode`: its permissions. */
export async function writeStateFile(
  recordings: string,
  name: string,
  text: string,
  mode = 0o666,
): Promise<void> {
  await writeInOneStep(join(await makeStateFolder(recordings), name), Buffer.from(text), mode)
}

/**
 * Writes a file so that a reader sees the old one or the new one.
 * @throws {RingbackError} `not-written` that names the file when it cannot be written.
 */
export async function writeInOneStep(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  try {
    await writeFile(`${file}.unfinished`, bytes, { mode })
    await rename(`${file}.unfinished`, file)
  } catch (error) {
    throw new RingbackError('not-written', `Cannot write ${file}: ${messageOf(error)}`, {
      remedy: 'Make the folder writable, free disk space, or move away what has this name.',
      cause: error,
    })
  }
}

/** Writes a `.gitignore` that ignores everything in a folder, unless there is one. */
export async function makeGitIgnore(folder: string): Promise<void> {
  try {
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
