import { closeSync, fsyncSync, lstatSync, openSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { nodeFileSystem, type FileSystem } from './file-system.ts'
import { openRegularFileNow, readRegularFileNow } from './regular-file.ts'

/** Made once: each error would note where it was made. */
const missing = Object.assign(new Error('ENOENT: no such file or directory'), { code: 'ENOENT' })

/**
 * The real file system, called without the thread pool: for a thread that has nothing else to do while it waits, which
 * takes a fraction of the processor time for many small files.
 */
export const blockingFileSystem: FileSystem = {
  ...nodeFileSystem,
  async read(path) {
    // Most files that are asked for are not there yet; the system's own error takes longer than all the rest.
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) throw missing
    return readRegularFileNow(path)
  },
  async readHead(path, length) {
    const file = openRegularFileNow(path)
    try {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
    } finally {
      closeSync(file)
    }
  },
  async write(path, bytes, { sync, mode }) {
    const file = openSync(path, 'w', mode)
    try {
      writeFileSync(file, bytes)
      if (sync) fsyncSync(file)
    } finally {
      closeSync(file)
    }
  },
  async rename(from, to) {
    renameSync(from, to)
  },
}
