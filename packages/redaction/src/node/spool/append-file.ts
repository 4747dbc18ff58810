import { close, constants, fdatasync, fstat, open, openSync, read, write, writeSync } from 'node:fs'
import { promisify } from 'node:util'

/** A file that grows at its end. */
export interface AppendFile {
  /** Resolves when write(2) has taken all the bytes. May leave a part of them when it rejects. */
  append(bytes: Uint8Array): Promise<void>
  /** Returns when write(2) has taken all the bytes. May leave a part of them when it throws. */
  appendNow(bytes: Uint8Array): void
  /** Resolves when the bytes would survive a power cut. */
  sync(): Promise<void>
  /** Everything that is in the file, also when it was deleted. */
  contents(): Promise<Uint8Array>
  close(): Promise<void>
}

/** Makes files that must not exist yet, for the user alone. */
export interface AppendFiles {
  open(path: string): Promise<AppendFile>
  openNow(path: string): AppendFile
}

const asNew = constants.O_APPEND | constants.O_CREAT | constants.O_EXCL | constants.O_RDWR
const openLater = promisify(open)
const writeLater = promisify(write)
const readLater = promisify(read)

/** The real file system's. */
export const appendFiles: AppendFiles = {
  open: async (path) => fileOf(await openLater(path, asNew, 0o600)),
  openNow: (path) => fileOf(openSync(path, asNew, 0o600)),
}

/** A file that is there already, to be held open. */
export async function openExistingFile(path: string): Promise<AppendFile> {
  return fileOf(await openLater(path, 'r'))
}

function fileOf(file: number): AppendFile {
  return {
    async append(bytes) {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await writeLater(file, bytes, at, bytes.length - at)
        at += bytesWritten
      }
    },
    appendNow(bytes) {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at)
    },
    sync: async () => promisify(fdatasync)(file),
    async contents() {
      const { size } = await promisify(fstat)(file)
      const bytes = new Uint8Array(size)
      await readLater(file, bytes, 0, size, 0)
      return bytes
    },
    close: async () => promisify(close)(file),
  }
}
