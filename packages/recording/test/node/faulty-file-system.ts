import { nodeFileSystem, type FileSystem } from '@ringback/recording/node'

export interface Faults {
  /** After so many changes to the disk the process is dead: nothing that follows happens. */
  killAfter?: number
  /** Bytes the disk still takes. */
  room?: number
  /** What a failed write leaves behind of its bytes. */
  torn?: boolean
}

export class Killed extends Error {}

/** The real file system with a fault at any point. */
export function faultyFileSystem(faults: Faults): FileSystem & { readonly changes: () => number } {
  let changes = 0
  const change = (): void => {
    if (faults.killAfter !== undefined && changes >= faults.killAfter) throw new Killed()
    changes += 1
  }
  const takeRoom = (bytes: number): void => {
    if (faults.room === undefined) return
    if (bytes > faults.room)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    faults.room -= bytes
  }
  return {
    ...nodeFileSystem,
    changes: () => changes,
    async write(path, bytes, options) {
      try {
        change()
        takeRoom(bytes.length)
      } catch (error) {
        if (error instanceof Killed && faults.killAfter === changes && faults.torn) {
          changes += 1
          await nodeFileSystem.write(path, bytes.subarray(0, bytes.length >> 1), options)
        }
        throw error
      }
      await nodeFileSystem.write(path, bytes, options)
    },
    async rename(from, to) {
      change()
      await nodeFileSystem.rename(from, to)
    },
    async remove(path) {
      change()
      await nodeFileSystem.remove(path)
    },
  }
}
