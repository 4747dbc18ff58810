import { open, type FileHandle } from 'node:fs/promises'

/** A file that grows at its end. */
export interface AppendFile {
  /** Resolves when write(2) has taken all the bytes. May leave a part of them when it rejects. */
  append(bytes: Uint8Array): Promise<void>
  /** Resolves when the bytes would survive a power cut. */
  sync(): Promise<void>
  /** Everything that is in the file, also when it was deleted. */
  contents(): Promise<Uint8Array>
  close(): Promise<void>
}

/** Makes a file that must not exist yet, for the user alone. */
export type OpenAppendFile = (path: string) => Promise<AppendFile>

/** The real file system's. */
export const openAppendFile: OpenAppendFile = async (path) => fileOf(await open(path, 'ax+', 0o600))

/** A file that is there already, to be held open. */
export async function openExistingFile(path: string): Promise<AppendFile> {
  return fileOf(await open(path, 'r'))
}

function fileOf(handle: FileHandle): AppendFile {
  return {
    async append(bytes) {
      for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, at, bytes.length - at)
        at += bytesWritten
      }
    },
    sync: async () => handle.datasync(),
    async contents() {
      const { size } = await handle.stat()
      const bytes = new Uint8Array(size)
      await handle.read(bytes, 0, size, 0)
      return bytes
    },
    close: async () => handle.close(),
  }
}
