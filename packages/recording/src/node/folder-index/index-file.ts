import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegularFileNow } from '../regular-file.ts'
import { makeStateFolder, stateFolderOf } from '../state-folder.ts'
import { printIndex, readIndex, type IndexedFile } from './index-text.ts'

const fileName = 'index.tsv'

/** The lines of the index that was kept for a folder; empty when there is none that can be used. */
export function readKeptIndex(directory: string): string {
  try {
    return readIndex(readRegularFileNow(join(stateFolderOf(directory), fileName))) ?? ''
  } catch {
    return ''
  }
}

/**
 * Keeps the index of a folder, in one step; `files`: sorted by name. Where it cannot be written the files are read again the
 * next time.
 */
export async function keepIndex(directory: string, files: readonly IndexedFile[]): Promise<void> {
  try {
    const file = join(await makeStateFolder(directory), fileName)
    const unfinished = `${file}.${randomUUID()}.unfinished`
    try {
      await writeFile(unfinished, printIndex(files), { mode: 0o600 })
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  } catch {
    // A folder that is read-only, or a full disk: the index only saves time.
  }
}
