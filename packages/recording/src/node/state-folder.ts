import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

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

/** Writes a `.gitignore` that ignores everything in a folder, unless there is one. */
export async function makeGitIgnore(folder: string): Promise<void> {
  try {
    await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
