import { importPeer } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import { blockingFileSystem, openDirectoryStore, type FileSystem } from '@ringback/recording/node'
import { forgottenInFolder } from '../forget/late/folder-forgotten.ts'
import type { ForgottenSource } from '../forget/late/forgotten-check.ts'
import { createOriginalsKeeper } from '../originals/keep-originals.ts'
import type { SettledExchange } from '../originals/original-text.ts'
import type { SettleSettings } from '../settle/settings.ts'
import type { WorkPace } from '../settle/work-pace.ts'
import { createFolderStore } from './folder-store.ts'
import type { SettleStore } from './settle-store.ts'
import type { SharedKnowledge } from './shared-knowledge.ts'
import type { StoreTime } from './store-time.ts'

/** What a settle worker writes to. */
export interface OpenedStore {
  readonly store: SettleStore
  /** Keeps the originals of what the store has taken; absent where none are kept. */
  readonly keepOriginals?: (settled: readonly SettledExchange[]) => Promise<void>
  /** Others who record into the same store; absent of a folder, which has one recorder at a time. */
  readonly shared?: SharedKnowledge
  /** Who was forgotten lately. */
  readonly forgotten: ForgottenSource
  /** Sets the time by the clock of the store, where it has one and that is due. Never rejects. Resolves to whether it was set. */
  readonly setTime: (time: StoreTime) => Promise<boolean>
}

/** How the thread that writes to a store works. */
export interface StoreThread {
  readonly pace: WorkPace
  readonly onDamage: (damage: Damage) => void
}

/**
 * Opens the folder of the recordings, or the database. A database need not be there yet.
 * @throws {RingbackError} `peer-missing` when the packages that a database needs are not installed.
 */
export async function openSettleStore(settings: SettleSettings, thread: StoreThread): Promise<OpenedStore> {
  const { store: database, recorder, ring, originals, redaction } = settings
  if (database === undefined) return openFolder(settings, thread)
  const { createDatabaseStore } = await importPeer(['pg', 'kysely'], () => import('./database-store.ts'))
  const store = createDatabaseStore({
    database,
    recorder,
    ring,
    beforeSending: async () => thread.pace.betweenPieces(),
    onWaited: (ms) => thread.pace.waited(ms),
  })
  const { shared, forgotten } = store
  const opened = { store, shared, forgotten, setTime: async (time: StoreTime) => store.setTime(time) }
  // Into a database that others read they go only where somebody has said so.
  if (originals !== true || redaction === 'off') return opened
  return { ...opened, keepOriginals: async (settled) => store.keepOriginals(settled) }
}

async function openFolder(settings: SettleSettings, { pace, onDamage }: StoreThread): Promise<OpenedStore> {
  const { recordings, ring, redaction, durability, originals } = settings
  const fs = restingFileSystem(pace)
  const store = await openDirectoryStore({ directory: recordings, lock: 'held', fs, durability, onDamage })
  const opened = {
    store: createFolderStore(store),
    forgotten: forgottenOf(settings),
    setTime: async () => false,
  }
  // What is recorded as it is needs none.
  if (originals === false || redaction === 'off') return opened
  const disk = { fs, onDamage, recordings, ring, sync: durability === 'power' }
  return { ...opened, keepOriginals: createOriginalsKeeper(disk, store) }
}

/** Nobody is forgotten in a folder while its lock is held, so the list is read once. */
function forgottenOf({ recordings, ring }: SettleSettings): ForgottenSource {
  let isRead = false
  return {
    async news() {
      if (isRead) return []
      const entries = await forgottenInFolder(recordings, ring)
      isRead = true
      return entries
    },
  }
}

/** The file system of a thread that has nothing else to do, with rests between files. */
function restingFileSystem(pace: WorkPace): FileSystem {
  return {
    ...blockingFileSystem,
    async write(path, bytes, options) {
      await pace.betweenPieces()
      await blockingFileSystem.write(path, bytes, options)
    },
  }
}
