import { FolderInUseError, lockFolder, type FolderLock } from '@ringback/recording/node'
import type { RecorderEvent } from './recorder.ts'

/** Holds the lock of a recordings folder. */
export interface FolderGuard {
  /** Looks a last time. */
  close(): Promise<void>
  release(): void
}

export interface FolderGuardOptions {
  readonly recordings: string
  readonly lock: FolderLock
  /** Writes what is not settled anew. */
  readonly restore: () => Promise<void>
  readonly emit: (event: RecorderEvent) => void
}

const guardMs = 500

/** Notices that the folder was deleted, and makes it again with what is not settled. */
export function createFolderGuard({
  recordings,
  restore,
  emit,
  ...options
}: FolderGuardOptions): FolderGuard {
  let { lock } = options
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    if (await lock.isIntact()) return
    try {
      const again = await lockFolder(recordings, { sharers: 'mine' })
      lock.release()
      lock = again
      await restore()
      emit({
        type: 'warning',
        code: 'folder-removed',
        message: `The recordings folder ${recordings} was deleted while recording; it was created again. The recordings in it are lost.`,
      })
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error
      emit({ type: 'warning', code: 'folder-in-use', message: error.message })
    }
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => emit({ type: 'warning', code: 'folder', message: String(error) }))
      .finally(() => (looking = undefined))
  }, guardMs)
  timer.unref()

  return {
    async close() {
      clearInterval(timer)
      await looking
      await look().catch(() => undefined)
    },
    release: () => lock.release(),
  }
}
