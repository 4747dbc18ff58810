import type { Damage, Exchange, Recording, RemovedExchange } from '@ringback/recording'
import {
  nodeFileSystem,
  openDirectoryStore,
  type DirectoryStore,
  removeNotesAbout,
} from '@ringback/recording/node'
import { keyOfFolder } from '../../keys/folder-key.ts'
import { keysWithId, type KeyRing } from '../../keys/redaction-keys.ts'
import { originalInLine } from '../../originals/original-text.ts'
import { removeUnfinishedOriginals } from '../../originals/originals-folder.ts'
import type { OriginalsDisk } from '../../originals/put-originals.ts'
import { createOriginalsReader, type OriginalsReader } from '../../originals/read-originals.ts'
import { removeOriginals } from '../../originals/remove-originals.ts'
import { noteInFolder } from '../late/folder-forgotten.ts'
import type { ForgetPlace, WithOriginals } from './forget-place.ts'
import { orphanedOriginals, removeOrphans } from './orphaned-originals.ts'

/** Which folder. */
export interface FolderPlaceOptions {
  /** The recordings folder. The caller holds its lock. */
  readonly recordings: string
  readonly ring: KeyRing
  readonly onDamage: (damage: Damage) => void
}

/** The recordings of a folder, all of which are looked at. The recordings go last, so what was interrupted can be repeated. */
export async function openFolderPlace({
  recordings,
  ring,
  onDamage,
}: FolderPlaceOptions): Promise<ForgetPlace> {
  await removeUnfinishedOriginals(recordings)
  const store = await openDirectoryStore({ directory: recordings, lock: 'held', onDamage })
  const reader = createOriginalsReader(recordings, ring, onDamage)
  const disk: OriginalsDisk = { recordings, ring, fs: nodeFileSystem, sync: false, onDamage }
  return {
    async *lookedAt() {
      for await (const recording of store.list()) yield withOriginals(recording, reader)
    },
    async with({ id }) {
      for await (const recording of store.list()) {
        if (recording.exchanges.some((exchange) => exchange.id === id))
          return withOriginals(recording, reader)
      }
      return undefined
    },
    async orphans(isReal) {
      const orphans = await orphanedOriginals(recordings, ring, store, isReal)
      return { count: orphans.length, remove: async () => removeOrphans(disk, orphans) }
    },
    async remove(exchanges) {
      const removed = await removeOriginals(disk, reader, exchanges)
      await removeFrom(store, exchanges)
      return removed
    },
    async teller() {
      const kept = await keyOfFolder(recordings)
      const keys = kept && keysWithId(ring, kept.keyId)
      return keys && (async (entry) => noteInFolder(recordings, entry, keys))
    },
    removeNotes: async (about) => removeNotesAbout(recordings, about),
    close: async () => store.close(),
  }
}

function withOriginals(recording: Recording, reader: OriginalsReader): WithOriginals {
  const originals = new Map<string, Exchange | 'sealed'>()
  for (const exchange of recording.exchanges) {
    const original = originalIn(reader, exchange)
    if (original !== undefined) originals.set(exchange.id, original)
  }
  return { recording, originals }
}

function originalIn(reader: OriginalsReader, exchange: Exchange): Exchange | 'sealed' | undefined {
  try {
    const found = reader.find(exchange)
    return found && originalInLine(found.line)
  } catch {
    // It is there, under a key that is not.
    return 'sealed'
  }
}

/** Removes the calls of exchanges, and those exchanges that belong to no call. */
async function removeFrom(store: DirectoryStore, exchanges: readonly RemovedExchange[]): Promise<void> {
  const calls = new Set(exchanges.flatMap(({ callSid }) => callSid ?? []))
  for (const callSid of calls) {
    const recording = await store.read(callSid)
    if (recording !== undefined) await store.remove(recording)
  }
  const removed = new Set(exchanges.filter(({ callSid }) => callSid === null).map(({ id }) => id))
  if (removed.size === 0) return
  for await (const found of store.list()) {
    if (found.callSid !== null || !found.exchanges.some(({ id }) => removed.has(id))) continue
    const rest = found.exchanges.filter(({ id }) => !removed.has(id))
    if (rest.length === 0) await store.remove(found)
    else await store.write({ ...found, exchanges: rest })
  }
}
