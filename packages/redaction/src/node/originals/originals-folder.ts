import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { makeGitIgnore } from '@ringback/recording/node'

/** How the file of an original ends. */
export const sealedEnding = '.sealed'
/** Ends the name of a file that is being written. */
export const unfinishedEnding = '.unfinished'

/** Where the originals of a recordings folder are kept, sealed. */
export function originalsFolderOf(recordings: string): string {
  return join(recordings, '.originals')
}

/**
 * Whether the originals of a recordings folder may go into git: the folder is there, without the `.gitignore` that keeps
 * its files out.
 */
export function areOriginalsCommitted(recordings: string): boolean {
  const folder = originalsFolderOf(recordings)
  return existsSync(folder) && !existsSync(join(folder, '.gitignore'))
}

/** Makes the folder of the originals, with the `.gitignore` in it from the beginning. One that is there stays as it is. */
export async function makeOriginalsFolder(recordings: string): Promise<string> {
  const folder = originalsFolderOf(recordings)
  if (existsSync(folder)) return folder
  const unfinished = `${folder}${unfinishedEnding}`
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await makeGitIgnore(unfinished)
  try {
    await rename(unfinished, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    await rm(unfinished, { recursive: true, force: true })
  }
  return folder
}

/** Lets the originals into git: removes the folder's `.gitignore`. */
export async function letOriginalsIntoGit(recordings: string): Promise<void> {
  await unlink(join(originalsFolderOf(recordings), '.gitignore'))
}

/** The name of a sealed file without its endings: that of the recording. */
export function recordingNameOf(sealedName: string): string {
  return sealedName.replace(/(?:-part-\d{4,})?(?:-more-\d+)?\.sealed$/, '')
}

/** The name of the sealed file that belongs to a recording's file. `number` from 2 on: where the first cannot be opened. */
export function sealedNameOf(recordingFile: string, number = 1): string {
  const stem = recordingFile.replace(/\.json$/, '')
  return `${stem}${number === 1 ? '' : `-more-${number}`}${sealedEnding}`
}

/** Removes what a writer that was killed has left half written. The caller holds the lock of the recordings folder. */
export async function removeUnfinishedOriginals(recordings: string): Promise<void> {
  const folder = originalsFolderOf(recordings)
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.endsWith(unfinishedEnding)) await rm(join(folder, name), { force: true })
  }
}
