import { constants, type Dirent } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openRegularFile, readRegularFile } from './regular-file.ts'

/** A name in a directory. `other`: a pipe, a socket, a device, a dangling link: nothing that may be opened. */
export interface DirectoryEntry {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'other'
}

/** How a whole file is written. */
export interface WriteOptions {
  /** Resolve only when the bytes would survive a power cut. */
  readonly sync: boolean
  /** Permissions of a new file: 0o600 for the user alone. */
  readonly mode: number
}

/** What the directory store needs of a file system. */
export interface FileSystem {
  makeDirectory(path: string): Promise<void>
  /** What a directory holds, sorted by name. Links count as what they lead to. */
  list(path: string): Promise<DirectoryEntry[]>
  exists(path: string): Promise<boolean>
  read(path: string): Promise<Uint8Array>
  /** The first bytes of a file. */
  readHead(path: string, length: number): Promise<Uint8Array>
  /** Writes a whole file. */
  write(path: string, bytes: Uint8Array, options: WriteOptions): Promise<void>
  /** Atomic: a reader sees the old file or the new one. */
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
}

/** The real one. */
export const nodeFileSystem: FileSystem = {
  async makeDirectory(path) {
    await mkdir(path, { recursive: true })
  },
  async list(path) {
    const entries = await readdir(path, { withFileTypes: true })
    const listed = await Promise.all(
      entries.map(async (entry) => ({ name: entry.name, kind: await kindOf(path, entry) })),
    )
    return listed.sort((a, b) => (a.name < b.name ? -1 : 1))
  },
  async exists(path) {
    return access(path, constants.F_OK).then(
      () => true,
      () => false,
    )
  },
  async read(path) {
    return readRegularFile(path)
  },
  async readHead(path, length) {
    const handle = await openRegularFile(path)
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  },
  async write(path, bytes, { sync, mode }) {
    const handle = await open(path, 'w', mode)
    try {
      await handle.writeFile(bytes)
      if (sync) await handle.sync()
    } finally {
      await handle.close()
    }
  },
  rename,
  async remove(path) {
    await rm(path, { force: true })
  },
}

async function kindOf(directory: string, entry: Dirent): Promise<DirectoryEntry['kind']> {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  if (!entry.isSymbolicLink()) return 'other'
  const target = await stat(join(directory, entry.name)).catch(() => undefined)
  return target?.isFile() ? 'file' : target?.isDirectory() ? 'directory' : 'other'
}
