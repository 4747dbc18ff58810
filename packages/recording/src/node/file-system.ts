import { constants } from 'node:fs'
import { access, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises'

/** A file that grows at its end. */
export interface AppendFile {
  /** Resolves when the operating system has all the bytes. May leave a part of them when it rejects. */
  append(bytes: Uint8Array): Promise<void>
  truncate(size: number): Promise<void>
  /** Resolves when the bytes would survive a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** What the directory store needs of a file system. */
export interface FileSystem {
  makeDirectory(path: string): Promise<void>
  /** The names in a directory, sorted. */
  list(path: string): Promise<string[]>
  exists(path: string): Promise<boolean>
  read(path: string): Promise<Uint8Array>
  /** The first bytes of a file. */
  readHead(path: string, length: number): Promise<Uint8Array>
  /** Makes a file that must not exist yet. */
  openAppend(path: string): Promise<AppendFile>
  /** Writes a whole file; `sync`: through a power cut. */
  write(path: string, bytes: Uint8Array, sync: boolean): Promise<void>
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
    const names = await readdir(path)
    return names.sort()
  },
  async exists(path) {
    return access(path, constants.F_OK).then(
      () => true,
      () => false,
    )
  },
  async read(path) {
    return readFile(path)
  },
  async readHead(path, length) {
    const handle = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  },
  async openAppend(path) {
    const handle = await open(path, 'ax')
    return {
      async append(bytes) {
        for (let at = 0; at < bytes.length;) {
          const { bytesWritten } = await handle.write(bytes, at, bytes.length - at)
          at += bytesWritten
        }
      },
      truncate: async (size) => handle.truncate(size),
      sync: async () => handle.datasync(),
      close: async () => handle.close(),
    }
  },
  async write(path, bytes, sync) {
    const handle = await open(path, 'w')
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
