import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isPrivate, privateFolder } from './private-folder.ts'

/** A file that is carried in the executable. */
export interface PackedFile {
  /** With slashes. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Unpacks files into a folder of this user alone and returns its path. `name` has the hash of the files in it; `caches` is
 * the folder for what can be made again. A folder that is there already is used when it belongs to this user, nobody else
 * can write into it or replace it, and it holds these very bytes; else it is made anew. Where that is not possible, the files
 * go into a new temporary folder with a random name, which is removed when the process ends.
 */
export function unpack(name: string, files: readonly PackedFile[], caches?: string): string {
  try {
    return unpackInto(privateFolder(caches), name, files)
  } catch {
    const folder = mkdtempSync(join(tmpdir(), `ringback-${name}-`))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    process.once('SIGTERM', () => process.exit(143))
    writeFiles(folder, files)
    return folder
  }
}

function unpackInto(parent: string, name: string, files: readonly PackedFile[]): string {
  const folder = join(parent, name)
  if (holds(folder, files)) return folder
  const fresh = mkdtempSync(join(parent, `${name}-`))
  try {
    writeFiles(fresh, files)
    putInPlace(fresh, folder, files)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}

function putInPlace(fresh: string, folder: string, files: readonly PackedFile[]): void {
  try {
    renameSync(fresh, folder)
  } catch {
    // Another process may have made it in the meantime; else what is there is damaged.
    if (holds(folder, files)) return
    const damaged = `${fresh}-damaged`
    renameSync(folder, damaged)
    renameSync(fresh, folder)
    rmSync(damaged, { recursive: true, force: true })
  }
}

function holds(folder: string, files: readonly PackedFile[]): boolean {
  try {
    return (
      isPrivate(folder) && files.every(({ path, bytes }) => readFileSync(join(folder, path)).equals(bytes))
    )
  } catch {
    return false
  }
}

function writeFiles(folder: string, files: readonly PackedFile[]): void {
  for (const { path, bytes } of files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, bytes, { mode: 0o600 })
  }
}
